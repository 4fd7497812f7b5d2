-- From the closing value of rpt_inventory_valuation to the G/L balance of the inventory, interim and WIP accounts, one
-- row per company and step; the last row is the balance itself. Debit positive; the steps before it sum to it. What the
-- accounts show beyond inventory is told by cause, for all dates up to the end of the period.

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
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

findings as (
    select
        company_no,
        gl_account_no,
        cause,
        amount
    from {{ ref('int_reconciliation_findings') }}
    where counts_to_date
),

cause_amounts as (
    select
        findings.company_no,
        findings.cause,
        sum(findings.amount) as amount
    from findings
    inner join inventory_accounts
        on
            findings.company_no = inventory_accounts.company_no
            and findings.gl_account_no = inventory_accounts.gl_account_no
    group by findings.company_no, findings.cause
    having sum(findings.amount) <> 0
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
            replace(steps.explanation, '{date}', cast(period.period_end as varchar)),
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
        companies.company,
        1000 + causes.cause_order as step_no,
        'reconciling' as step_group,
        causes.cause as step,
        causes.cause as label,
        cause_amounts.amount,
        causes.meaning || ' ' || causes.what_to_do as explanation
    from cause_amounts
    inner join companies on cause_amounts.company_no = companies.company_no
    inner join causes on cause_amounts.cause = causes.cause
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
