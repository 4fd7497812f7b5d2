-- Job WIP Entry, one row per company, job_wip_entry_no. BC table 1004.

select
    company,
    company_no,
    job_wip_entry_no,
    job_no,
    document_no,
    gl_account_no,
    wip_posting_date,
    wip_entry_amount,
    job_posting_group,
    type,
    gl_bal_account_no,
    wip_method_used,
    job_complete,
    job_wip_total_entry_no,
    reverse,
    wip_posting_method_used,
    dimension_set_id
from {{ raw_rows('job_wip_entry') }}
where row_status = 'current'
