-- The steps from the inventory valuation to the general ledger sum to the balance of the G/L entries, exactly, and each
-- company has both ends of the bridge.

with period as (
    select * from {{ ref('int_reporting_period') }}
),

inventory_accounts as (
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

gl_balances as (
    select
        inventory_accounts.company_no,
        sum(gl_entries.amount) as amount
    from {{ ref('stg_bc__gl_entries') }} as gl_entries
    inner join inventory_accounts
        on
            gl_entries.company_no = inventory_accounts.company_no
            and gl_entries.gl_account_no = inventory_accounts.gl_account_no
    inner join period
        on
            gl_entries.posting_date < period.period_end
            or (gl_entries.posting_date = period.period_end and not gl_entries.is_closing_date)
    group by inventory_accounts.company_no
),

bridges as (
    select
        company,
        sum(case when step_group = 'balance' then 0 else amount end) as steps_amount,
        sum(case when step = 'gl_balance' then amount else 0 end) as balance_amount,
        sum(case when step = 'gl_balance' then 1 when step = 'inventory_valuation' then 1 else 0 end) as ends
    from {{ ref('rpt_valuation_to_gl_bridge') }}
    group by company
)

select
    companies.company,
    bridges.steps_amount,
    bridges.balance_amount,
    gl_balances.amount as gl_amount
from {{ ref('stg_export__companies') }} as companies
left join bridges on companies.company = bridges.company
left join gl_balances on companies.company_no = gl_balances.company_no
where
    bridges.company is null
    or bridges.ends <> 2
    or bridges.steps_amount <> bridges.balance_amount
    or bridges.balance_amount <> coalesce(gl_balances.amount, 0)
