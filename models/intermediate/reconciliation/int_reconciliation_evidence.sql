-- The period's findings of a company, account, cause and entry put together, with the evidence a controller looks for:
-- one row per company, account, cause, value entry and G/L entry. The dates and documents are those of the entry whose
-- amount the row shows: the value entry's for legs, the G/L entry's for parts of G/L entries.

with findings as (
    select * from {{ ref('int_reconciliation_findings') }}
    where counts_in_period
),

companies as (
    select * from {{ ref('stg_export__companies') }}
),

-- Two legs of a value entry may meet on one account.
items as (
    select
        company_no,
        gl_account_no,
        cause,
        value_entry_key,
        gl_entry_key,
        part in ('gl_entry', 'entry_elsewhere') or (part = 'export' and gl_entry_key <> 0) as is_gl_side,
        min(pair_id) as pair_id,
        min(other_account_no) as other_account_no,
        min(other_date) as other_date,
        sum(amount) as amount
    from findings
    group by
        company_no,
        gl_account_no,
        cause,
        value_entry_key,
        gl_entry_key,
        part in ('gl_entry', 'entry_elsewhere') or (part = 'export' and gl_entry_key <> 0)
),

value_entries as (
    select
        value_entry_key,
        posting_date,
        document_no,
        item_no,
        source_code,
        user_id,
        system_created_at
    from {{ ref('stg_bc__value_entries') }}
),

-- The ledger is narrowed before it is joined: few items have a G/L entry.
items_gl_entries as (
    select gl_entry_key
    from items
    where gl_entry_key <> 0
    group by gl_entry_key
),

gl_entries as (
    select
        gl_entry_key,
        posting_date,
        document_no,
        source_code,
        user_id,
        system_created_at
    from {{ ref('stg_bc__gl_entries') }}
    where gl_entry_key in (select items_gl_entries.gl_entry_key from items_gl_entries)
),

skip_reasons as (
    select
        value_entry_key,
        reason,
        what_to_set_up
    from {{ ref('int_value_entry_skip_reasons') }}
    where what_to_set_up <> ''
),

final as (
    select
        companies.company,
        items.company_no,
        items.gl_account_no,
        items.cause,
        items.amount,
        items.pair_id,
        items.value_entry_key,
        items.gl_entry_key,
        {{ entry_no_of_key('items.value_entry_key', 'items.company_no') }} as value_entry_no,
        {{ entry_no_of_key('items.gl_entry_key', 'items.company_no') }} as gl_entry_no,
        coalesce(value_entries.item_no, '') as item_no,
        case when items.is_gl_side then gl_entries.posting_date else value_entries.posting_date end as posting_date,
        case when items.is_gl_side then gl_entries.document_no else value_entries.document_no end as document_no,
        coalesce(gl_entries.source_code, value_entries.source_code, '') as source_code,
        coalesce(gl_entries.user_id, value_entries.user_id, '') as user_id,
        coalesce(gl_entries.system_created_at, value_entries.system_created_at) as created_at,
        items.other_account_no,
        items.other_date,
        items.is_gl_side,
        coalesce(skip_reasons.what_to_set_up, '') as what_to_set_up
    from items
    inner join companies on items.company_no = companies.company_no
    left join value_entries on items.value_entry_key = value_entries.value_entry_key
    left join gl_entries on items.gl_entry_key = gl_entries.gl_entry_key
    left join skip_reasons on items.value_entry_key = skip_reasons.value_entry_key and items.cause = skip_reasons.reason
)

select * from final
