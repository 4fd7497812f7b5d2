-- Faults of general ledger entries and of the relation that ties them to value entries.
-- Each check reads the ledger itself: shared by several checks, a whole ledger would be written down in between.

with gl_entry_account_blank as (
    select
        company,
        'gl_entry_account_blank' as check_name,
        'G/L Entry' as table_name,
        gl_entry_no as entry_no,
        '' as item_no,
        'amount ' || {{ number_text('amount') }} || ', document ' || document_no as found
    from {{ ref('stg_bc__gl_entries') }}
    where gl_account_no = ''
),

gl_transaction_unbalanced as (
    select
        min(company) as company,
        'gl_transaction_unbalanced' as check_name,
        'G/L Entry' as table_name,
        min(gl_entry_no) as entry_no,
        '' as item_no,
        'transaction ' || cast(transaction_no as varchar) || ' sums to ' || {{ number_text('sum(amount)') }} as found
    from {{ ref('stg_bc__gl_entries') }}
    group by company_no, transaction_no
    having sum(amount) <> 0
),

relation_without_gl_entry as (
    select
        relations.company,
        'relation_without_gl_entry' as check_name,
        'G/L - Item Ledger Relation' as table_name,
        relations.value_entry_no as entry_no,
        '' as item_no,
        'general ledger entry ' || cast(min(relations.gl_entry_no) as varchar) as found
    from {{ ref('stg_bc__gl_item_ledger_relations') }} as relations
    left join {{ ref('stg_bc__gl_entries') }} as gl_entries
        on relations.gl_entry_key = gl_entries.gl_entry_key
    where gl_entries.gl_entry_key is null
    group by relations.company, relations.value_entry_no
),

relation_without_value_entry as (
    select
        relations.company,
        'relation_without_value_entry' as check_name,
        'G/L - Item Ledger Relation' as table_name,
        relations.value_entry_no as entry_no,
        '' as item_no,
        'general ledger entry ' || cast(min(relations.gl_entry_no) as varchar) as found
    from {{ ref('stg_bc__gl_item_ledger_relations') }} as relations
    left join {{ ref('stg_bc__value_entries') }} as value_entries
        on relations.value_entry_key = value_entries.value_entry_key
    where value_entries.value_entry_key is null
    group by relations.company, relations.value_entry_no
),

related_value_entries as (
    select value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
    group by value_entry_key
),

posted_cost_without_relation as (
    select
        value_entries.company,
        'posted_cost_without_relation' as check_name,
        'Value Entry' as table_name,
        value_entries.value_entry_no as entry_no,
        value_entries.item_no,
        'posted ' || {{ number_text('value_entries.cost_posted_to_gl') }}
        || ', expected posted ' || {{ number_text('value_entries.expected_cost_posted_to_gl') }} as found
    from {{ ref('stg_bc__value_entries') }} as value_entries
    left join related_value_entries on value_entries.value_entry_key = related_value_entries.value_entry_key
    where
        related_value_entries.value_entry_key is null
        and (value_entries.cost_posted_to_gl <> 0 or value_entries.expected_cost_posted_to_gl <> 0)
),

final as (
    select * from gl_entry_account_blank
    union all
    select * from gl_transaction_unbalanced
    union all
    select * from relation_without_gl_entry
    union all
    select * from relation_without_value_entry
    union all
    select * from posted_cost_without_relation
)

select * from final
