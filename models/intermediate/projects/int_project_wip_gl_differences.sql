-- WIP accounts against the general ledger at the end of the reporting period: one row per company and WIP account, with
-- the calculated WIP of all projects, the balance of the account, and the difference G/L - WIP. Debit positive.

with accounts as (
    select * from {{ ref('int_project_wip_gl_accounts') }}
),

wip_amounts as (
    select
        company_no,
        gl_account_no,
        sum(calculated_amount) as amount
    from {{ ref('int_project_wip_account_balances') }}
    group by company_no, gl_account_no
),

gl_balances as (
    select
        company_no,
        gl_account_no,
        sum(amount) as amount
    from {{ ref('int_project_wip_gl_entries') }}
    where is_in_balance
    group by company_no, gl_account_no
),

final as (
    select
        accounts.company,
        accounts.company_no,
        accounts.gl_account_no,
        accounts.gl_account_name,
        accounts.account_types,
        cast(coalesce(wip_amounts.amount, 0) as decimal(38, 5)) as wip_amount,
        cast(coalesce(gl_balances.amount, 0) as decimal(38, 5)) as gl_amount,
        cast(coalesce(gl_balances.amount, 0) - coalesce(wip_amounts.amount, 0) as decimal(38, 5)) as difference
    from accounts
    left join wip_amounts
        on
            accounts.company_no = wip_amounts.company_no
            and accounts.gl_account_no = wip_amounts.gl_account_no
    left join gl_balances
        on
            accounts.company_no = gl_balances.company_no
            and accounts.gl_account_no = gl_balances.gl_account_no
)

select * from final
