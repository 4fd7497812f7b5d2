-- User Setup, one row per company, user_id. BC table 91.

select
    company,
    company_no,
    user_id,
    allow_posting_from,
    allow_posting_to
from {{ raw_rows('user_setup') }}
where row_status = 'current'
