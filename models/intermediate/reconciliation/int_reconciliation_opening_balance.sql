-- Cause opening_balance: dated before the company's first value entry with posted cost.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

first_posted_value_entries as (
    select
        company_no,
        min(posting_date) as posting_date
    from {{ ref('stg_bc__value_entries') }}
    where cost_posted_to_gl <> 0 or expected_cost_posted_to_gl <> 0
    group by company_no
),

opening_entries as (
    select gl_entries_to_explain.*
    from gl_entries_to_explain
    inner join first_posted_value_entries
        on gl_entries_to_explain.company_no = first_posted_value_entries.company_no
    where gl_entries_to_explain.posting_date < first_posted_value_entries.posting_date
),

final as (
    select
        {{ gl_entry_finding("'opening_balance'") }}
    from opening_entries
)

select * from final
