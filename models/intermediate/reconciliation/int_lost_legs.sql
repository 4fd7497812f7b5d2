-- Posted legs of the period's value entries that no relation row leads to a fitting G/L entry, one row per value entry
-- and leg kind; debit positive.

with posted_legs_not_found as (
    select * from {{ ref('int_posted_legs_not_found') }}
    where gl_account_no <> ''
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

value_entries as (
    select
        value_entry_key,
        document_no
    from {{ ref('stg_bc__value_entries') }}
),

final as (
    select
        posted_legs_not_found.company_no,
        posted_legs_not_found.value_entry_key,
        posted_legs_not_found.leg_kind,
        posted_legs_not_found.posting_date,
        posted_legs_not_found.gl_account_no,
        posted_legs_not_found.posted_amount,
        value_entries.document_no
    from posted_legs_not_found
    inner join period on posted_legs_not_found.posting_date between period.period_start and period.period_end
    inner join value_entries on posted_legs_not_found.value_entry_key = value_entries.value_entry_key
)

select * from final
