-- Job Task, one row per company, job_no, job_task_no. BC table 1001.

select
    company,
    company_no,
    job_no,
    job_task_no,
    description,
    job_task_type,
    wip_total,
    job_posting_group,
    wip_method,
    totaling,
    indentation,
    recognized_sales_amount,
    recognized_costs_amount,
    recognized_sales_gl_amount,
    recognized_costs_gl_amount
from {{ raw_rows('job_task') }}
where row_status = 'current'
