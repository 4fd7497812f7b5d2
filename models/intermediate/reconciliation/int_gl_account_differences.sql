-- One row per company and G/L account of the posting setups: what the value entries of the period say belongs on the
-- account, what the general ledger shows there as net change of the period, and the difference G/L - inventory.

with accounts as (
    select * from {{ ref('int_inventory_gl_accounts') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

pair_amounts as (
    select * from {{ ref('int_value_entry_pair_amounts') }}
),

gl_net_changes as (
    select * from {{ ref('int_gl_net_changes') }}
),

leg_amounts as (
    select
        company_no,
        gl_account_no,
        amount
    from pair_amounts
    union all
    select
        company_no,
        bal_gl_account_no as gl_account_no,
        -amount as amount
    from pair_amounts
),

inventory_amounts as (
    select
        company_no,
        gl_account_no,
        sum(amount) as amount
    from leg_amounts
    group by company_no, gl_account_no
),

net_changes as (
    select
        company_no,
        gl_account_no,
        sum(amount) as amount
    from gl_net_changes
    group by company_no, gl_account_no
),

final as (
    select
        accounts.company,
        accounts.company_no,
        accounts.gl_account_no,
        accounts.gl_account_name,
        accounts.account_types,
        period.period_start,
        period.period_end,
        cast(coalesce(inventory_amounts.amount, 0) as decimal(38, 5)) as inventory_amount,
        cast(coalesce(net_changes.amount, 0) as decimal(38, 5)) as gl_amount,
        cast(coalesce(net_changes.amount, 0) - coalesce(inventory_amounts.amount, 0) as decimal(38, 5)) as difference
    from accounts
    cross join period
    left join inventory_amounts
        on
            accounts.company_no = inventory_amounts.company_no
            and accounts.gl_account_no = inventory_amounts.gl_account_no
    left join net_changes
        on
            accounts.company_no = net_changes.company_no
            and accounts.gl_account_no = net_changes.gl_account_no
)

select * from final
