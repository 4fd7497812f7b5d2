-- Job WIP Warning, one row per company, job_wip_warning_no. BC table 1007.

select
    company,
    company_no,
    job_wip_warning_no,
    job_no,
    job_task_no,
    job_wip_total_entry_no,
    warning_message
from {{ raw_rows('job_wip_warning') }}
where row_status = 'current'
