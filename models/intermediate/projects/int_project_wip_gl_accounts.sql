-- The balance sheet accounts that hold project WIP: one row per company and G/L account that a job posting group names
-- as a WIP account today, or that a posted run used as one.

with named as (
    select
        company,
        company_no,
        gl_account_no,
        account
    from {{ ref('int_project_wip_accounts') }}
    where is_wip_account and gl_account_no <> ''
    group by company, company_no, gl_account_no, account
),

-- Completion per project balances against income statement accounts; all other runs balance against WIP.
used as (
    select
        company,
        company_no,
        gl_account_no
    from {{ ref('int_project_wip_posted_legs') }}
    where is_balancing_side and not job_complete and gl_account_no <> ''
    group by company, company_no, gl_account_no
),

accounts as (
    select
        company,
        company_no,
        gl_account_no,
        account
    from named

    union all

    select
        company,
        company_no,
        gl_account_no,
        cast(null as varchar) as account
    from used
),

gl_accounts as (
    select * from {{ ref('stg_bc__gl_accounts') }}
),

by_account as (
    select
        company,
        company_no,
        gl_account_no,
        {{ dbt.listagg('account', "', '", 'order by account') }} as account_types
    from accounts
    group by company, company_no, gl_account_no
),

final as (
    select
        by_account.company,
        by_account.company_no,
        by_account.gl_account_no,
        coalesce(gl_accounts.name, '') as gl_account_name,
        coalesce(by_account.account_types, '') as account_types
    from by_account
    left join gl_accounts
        on
            by_account.company_no = gl_accounts.company_no
            and by_account.gl_account_no = gl_accounts.gl_account_no
)

select * from final
