-- One row per company and G/L account that any inventory or general posting setup row names for inventory posting.

with setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

gl_accounts as (
    select * from {{ ref('stg_bc__gl_accounts') }}
),

account_uses as (
    select
        company,
        company_no,
        gl_account_no,
        account_type_no,
        account_type
    from setup_accounts
    where gl_account_no <> ''
    group by company, company_no, gl_account_no, account_type_no, account_type
),

accounts as (
    select
        company,
        company_no,
        gl_account_no,
        {{ dbt.listagg('account_type', "', '", 'order by account_type_no') }} as account_types
    from account_uses
    group by company, company_no, gl_account_no
),

final as (
    select
        accounts.company,
        accounts.company_no,
        accounts.gl_account_no,
        coalesce(gl_accounts.name, '') as gl_account_name,
        accounts.account_types
    from accounts
    left join gl_accounts
        on
            accounts.company_no = gl_accounts.company_no
            and accounts.gl_account_no = gl_accounts.gl_account_no
)

select * from final
