-- Posted legs of value entries up to the end of the period that no relation row leads to a fitting G/L entry, one row
-- per value entry and leg kind; debit positive. From before the period only the legs on the accounts of the bridge,
-- which alone goes back so far.

with posted_legs_not_found as (
    select * from {{ ref('int_posted_legs_not_found') }}
    where gl_account_no <> ''
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

bridge_accounts as (
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

final as (
    select
        posted_legs_not_found.company_no,
        posted_legs_not_found.value_entry_key,
        posted_legs_not_found.leg_kind,
        posted_legs_not_found.posting_date,
        posted_legs_not_found.gl_account_no,
        posted_legs_not_found.posted_amount,
        posted_legs_not_found.posting_date >= period.period_start as counts_in_period
    from posted_legs_not_found
    inner join period on posted_legs_not_found.posting_date <= period.period_end
    left join bridge_accounts
        on
            posted_legs_not_found.company_no = bridge_accounts.company_no
            and posted_legs_not_found.gl_account_no = bridge_accounts.gl_account_no
    where posted_legs_not_found.posting_date >= period.period_start or bridge_accounts.gl_account_no is not null
)

select * from final
