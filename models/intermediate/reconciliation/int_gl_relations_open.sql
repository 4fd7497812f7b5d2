-- Relation rows that the fit by steps has to look at, one row per G/L entry and value entry: of G/L entries without an
-- exact fit, or of value entries with a free leg. Both ends are looked up: either may be missing from the export.

with relations as (
    select * from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

entries_without_exact_fit as (
    select gl_entry_key from {{ ref('int_gl_entries_without_exact_fit') }}
),

free_value_entries as (
    select value_entry_key
    from {{ ref('int_gl_fit_free_legs') }}
    group by value_entry_key
),

gl_entries as (
    select
        gl_entry_key,
        gl_account_no,
        posting_date,
        amount
    from {{ ref('stg_bc__gl_entries') }}
),

value_entries as (
    select value_entry_key from {{ ref('stg_bc__value_entries') }}
),

open_relations as (
    select
        relations.company,
        relations.company_no,
        relations.gl_entry_key,
        relations.value_entry_key,
        relations.gl_entry_no,
        relations.value_entry_no,
        relations.gl_register_no,
        entries_without_exact_fit.gl_entry_key is null as is_gl_entry_fitted
    from relations
    left join entries_without_exact_fit on relations.gl_entry_key = entries_without_exact_fit.gl_entry_key
    left join free_value_entries on relations.value_entry_key = free_value_entries.value_entry_key
    where entries_without_exact_fit.gl_entry_key is not null or free_value_entries.value_entry_key is not null
),

final as (
    select
        open_relations.company,
        open_relations.company_no,
        open_relations.gl_entry_key,
        open_relations.value_entry_key,
        open_relations.gl_entry_no,
        open_relations.value_entry_no,
        open_relations.gl_register_no,
        open_relations.is_gl_entry_fitted,
        gl_entries.gl_entry_key is not null as is_gl_entry_exported,
        value_entries.value_entry_key is not null as is_value_entry_exported,
        gl_entries.gl_account_no,
        gl_entries.posting_date as gl_posting_date,
        gl_entries.amount as gl_amount
    from open_relations
    left join gl_entries on open_relations.gl_entry_key = gl_entries.gl_entry_key
    left join value_entries on open_relations.value_entry_key = value_entries.value_entry_key
)

select * from final
