-- Legs of value entries up to the end of the period with a part that is not in the general ledger (O = F - K), one row
-- per value entry and leg; debit positive. A leg without an account has no row: its counter leg shows the cost. From
-- before the period only the legs on the accounts of the bridge, which alone goes back so far.

with legs as (
    select * from {{ ref('int_value_entry_legs') }}
    where is_open and open_amount <> 0 and gl_account_no <> ''
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

bridge_accounts as (
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

inventory_setups as (
    select
        company_no,
        expected_cost_posting_to_gl
    from {{ ref('stg_bc__inventory_setups') }}
),

final as (
    select
        legs.company_no,
        legs.value_entry_key,
        case when legs.cost_part = 'expected' then 10 else 20 end
        + 2 * legs.pair_no
        + case when legs.side = 'account' then 0 else 1 end as leg_kind,
        legs.posting_date,
        legs.gl_account_no,
        legs.open_amount,
        legs.posted_amount,
        legs.posting_date >= period.period_start as counts_in_period,
        (
            legs.cost_part = 'expected' and not coalesce(inventory_setups.expected_cost_posting_to_gl, false)
        ) as is_expected_cost_not_posted
    from legs
    inner join period on legs.posting_date <= period.period_end
    left join bridge_accounts
        on
            legs.company_no = bridge_accounts.company_no
            and legs.gl_account_no = bridge_accounts.gl_account_no
    left join inventory_setups on legs.company_no = inventory_setups.company_no
    where legs.posting_date >= period.period_start or bridge_accounts.gl_account_no is not null
)

select * from final
