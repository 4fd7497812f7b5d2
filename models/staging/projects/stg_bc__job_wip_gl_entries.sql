-- Job WIP G/L Entry, one row per company, job_wip_gl_entry_no. BC table 1005.

select
    company,
    company_no,
    job_wip_gl_entry_no,
    job_no,
    document_no,
    gl_account_no,
    posting_date,
    wip_entry_amount,
    job_posting_group,
    type,
    gl_bal_account_no,
    wip_method_used,
    wip_posting_method_used,
    wip_posting_date,
    description,
    gl_entry_no,
    reversed,
    reverse,
    wip_transaction_no,
    reverse_date,
    job_complete,
    job_wip_total_entry_no,
    dimension_set_id,
    system_created_at
from {{ raw_rows('job_wip_gl_entry') }}
where row_status = 'current'
