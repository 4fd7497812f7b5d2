-- The G/L accounts that the bridge from the inventory valuation leads to: one row per company and account that a
-- posting setup row names as inventory, interim or WIP account (seed posting_account_types, column bridge_step).

with setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

bridge_account_types as (
    select account_type
    from {{ ref('posting_account_types') }}
    where coalesce(bridge_step, '') <> ''
),

final as (
    select
        setup_accounts.company_no,
        setup_accounts.gl_account_no
    from setup_accounts
    inner join bridge_account_types on setup_accounts.account_type = bridge_account_types.account_type
    where setup_accounts.gl_account_no <> ''
    group by setup_accounts.company_no, setup_accounts.gl_account_no
)

select * from final
