-- A dashboard that joins the accounts to the reconciliation loses no difference.

with differences as (
    select * from {{ ref('rpt_gl_account_reconciliation') }}
),

gl_accounts as (
    select * from {{ ref('dim_gl_accounts') }}
)

select
    differences.company,
    differences.gl_account_no
from differences
left join gl_accounts
    on
        differences.company = gl_accounts.company
        and differences.gl_account_no = gl_accounts.gl_account_no
where gl_accounts.gl_account_no is null
