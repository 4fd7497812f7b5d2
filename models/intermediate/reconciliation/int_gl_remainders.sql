-- What G/L entries on inventory accounts hold beyond the posted legs that fit them, one row per G/L entry with such a
-- remainder (U = amount - fitted amount), debit positive, and what its relation rows point at.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

accounts as (
    select
        company_no,
        gl_account_no
    from {{ ref('int_inventory_gl_accounts') }}
),

entries_without_exact_fit as (
    select gl_entry_key from {{ ref('int_gl_entries_without_exact_fit') }}
),

fitted_amounts as (
    select
        gl_entry_key,
        sum(fitted_amount) as fitted_amount
    from {{ ref('int_gl_fit_by_steps') }}
    where gl_entry_key <> 0
    group by gl_entry_key
),

relation_counts as (
    select
        relations.gl_entry_key,
        count(*) as relation_count,
        sum(case when relations.is_value_entry_exported then 1 else 0 end) as value_entry_count,
        sum(case when missing.is_proven then 1 else 0 end) as not_exported_count,
        min(relations.value_entry_key) as first_value_entry_key,
        min(
            case when not relations.is_value_entry_exported then relations.value_entry_key end
        ) as missing_value_entry_key
    from {{ ref('int_gl_relations_open') }} as relations
    left join {{ ref('int_relations_to_missing_entries') }} as missing
        on
            relations.gl_entry_key = missing.gl_entry_key
            and relations.value_entry_key = missing.value_entry_key
            and missing.missing_table = 'value_entry'
    group by relations.gl_entry_key
),

final as (
    select
        gl_entries.company,
        gl_entries.company_no,
        gl_entries.gl_entry_key,
        gl_entries.gl_entry_no,
        gl_entries.gl_account_no,
        gl_entries.posting_date,
        gl_entries.document_no,
        gl_entries.amount,
        gl_entries.source_code,
        gl_entries.system_created_entry,
        gl_entries.reversed,
        gl_entries.reversed_by_entry_no,
        gl_entries.reversed_entry_no,
        gl_entries.is_closing_date,
        gl_entries.amount - coalesce(fitted_amounts.fitted_amount, 0) as remainder,
        coalesce(relation_counts.relation_count, 0) as relation_count,
        coalesce(relation_counts.value_entry_count, 0) as value_entry_count,
        coalesce(relation_counts.not_exported_count, 0) as not_exported_count,
        relation_counts.first_value_entry_key,
        coalesce(relation_counts.missing_value_entry_key, 0) as missing_value_entry_key
    from gl_entries
    inner join entries_without_exact_fit on gl_entries.gl_entry_key = entries_without_exact_fit.gl_entry_key
    inner join accounts
        on
            gl_entries.company_no = accounts.company_no
            and gl_entries.gl_account_no = accounts.gl_account_no
    left join fitted_amounts on gl_entries.gl_entry_key = fitted_amounts.gl_entry_key
    left join relation_counts on gl_entries.gl_entry_key = relation_counts.gl_entry_key
    where gl_entries.amount <> coalesce(fitted_amounts.fitted_amount, 0)
)

select * from final
