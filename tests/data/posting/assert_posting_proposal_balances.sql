-- Debits equal credits per value entry, in both currencies, and every leg has an account.

select
    company,
    value_entry_no,
    sum(amount) as amount,
    sum(amount_acy) as amount_acy
from {{ ref('rpt_gl_posting_proposal') }}
group by company, value_entry_no
having
    sum(amount) <> 0
    or sum(amount_acy) <> 0
    or min(gl_account_no) = ''
    or sum(case when amount = 0 and amount_acy = 0 then 1 else 0 end) > 0
