-- G/L Account, one row per company, gl_account_no. BC table 15.

select
    company,
    company_no,
    gl_account_no,
    name,
    account_type,
    account_category,
    income_balance,
    debit_credit,
    blocked,
    direct_posting,
    indentation,
    totaling
from {{ raw_rows('gl_account') }}
where row_status = 'current'
