-- What period-end posting would change: one row per company, project and G/L account whose calculated WIP differs from
-- what earlier runs posted and nobody has reversed by the end of the reporting period. Debit positive; debits equal
-- credits per project. Projects that BC would not calculate are left out: a run does not touch them.

with balances as (
    select * from {{ ref('int_project_wip_account_balances') }}
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

gl_accounts as (
    select * from {{ ref('stg_bc__gl_accounts') }}
),

final as (
    select
        balances.company,
        balances.project_no,
        balances.gl_account_no,
        coalesce(gl_accounts.name, '') as gl_account_name,
        period.period_end as wip_posting_date,
        balances.calculated_amount,
        balances.posted_amount,
        cast(balances.calculated_amount - balances.posted_amount as decimal(38, 5)) as amount_to_post
    from balances
    cross join period
    left join gl_accounts
        on
            balances.company_no = gl_accounts.company_no
            and balances.gl_account_no = gl_accounts.gl_account_no
    where
        balances.is_calculated
        and balances.calculated_amount <> balances.posted_amount
)

select * from final
