-- From the closing value of rpt_inventory_valuation to the G/L balance of the inventory, interim and WIP accounts, one
-- row per company and step; the last row is the balance itself. Debit positive; the steps before it sum to it.

with steps as (
    select * from {{ ref('valuation_to_gl_steps') }}
),

causes as (
    select * from {{ ref('reconciliation_causes') }}
),

companies as (
    select * from {{ ref('stg_export__companies') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

inventory_valuation as (
    select
        company,
        sum(closing_value) as closing_value
    from {{ ref('rpt_inventory_valuation') }}
    group by company
),

ledger_amounts as (
    select * from {{ ref('int_valuation_bridge_amounts') }}
),

inventory_accounts as (
    select
        company,
        gl_account_no
    from {{ ref('int_posting_setup_accounts') }}
    where account_type in ('Inventory', 'Inventory (Interim)', 'WIP Inventory') and gl_account_no <> ''
    group by company, gl_account_no
),

reconciliation_items as (
    select * from {{ ref('fct_reconciliation_items') }}
),

step_amounts as (
    select
        companies.company,
        'inventory_valuation' as step,
        coalesce(inventory_valuation.closing_value, 0) as amount,
        0 as memo_amount
    from companies
    left join inventory_valuation on companies.company = inventory_valuation.company
    union all
    select
        company,
        step,
        amount,
        memo_amount
    from ledger_amounts
),

ledger_steps as (
    select
        step_amounts.company,
        steps.step_no,
        steps.step_group,
        steps.step,
        steps.label,
        step_amounts.amount,
        replace(
            replace(
                replace(steps.explanation, '{date}', cast(period.period_end as varchar)),
                '{start}', cast(period.period_start as varchar)
            ),
            '{memo}',
            case when step_amounts.memo_amount < 0 then '-' else '' end
            || {{ format_amount('step_amounts.memo_amount') }}
        ) as explanation
    from step_amounts
    inner join steps on step_amounts.step = steps.step
    cross join period
),

cause_steps as (
    select
        reconciliation_items.company,
        1000 + causes.cause_order as step_no,
        'reconciling' as step_group,
        reconciliation_items.cause as step,
        reconciliation_items.cause as label,
        sum(reconciliation_items.amount) as amount,
        causes.meaning || ' ' || causes.what_to_do as explanation
    from reconciliation_items
    inner join inventory_accounts
        on
            reconciliation_items.company = inventory_accounts.company
            and reconciliation_items.gl_account_no = inventory_accounts.gl_account_no
    inner join causes on reconciliation_items.cause = causes.cause
    group by
        reconciliation_items.company,
        causes.cause_order,
        reconciliation_items.cause,
        causes.meaning,
        causes.what_to_do
),

all_steps as (
    select * from ledger_steps
    union all
    select * from cause_steps
),

final as (
    select
        all_steps.company,
        period.period_end,
        cast(all_steps.step_no as bigint) as step_no,
        all_steps.step_group,
        all_steps.step,
        all_steps.label,
        cast(all_steps.amount as decimal(38, 5)) as amount,
        cast(
            sum(case when all_steps.step_group = 'balance' then 0 else all_steps.amount end) over (
                partition by all_steps.company order by all_steps.step_no
            ) as decimal(38, 5)
        ) as cumulative_amount,
        all_steps.explanation
    from all_steps
    cross join period
)

select * from final
