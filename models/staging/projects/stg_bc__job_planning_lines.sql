-- Job Planning Line, one row per company, job_no, job_task_no, line_no. BC table 1003.

select
    company,
    company_no,
    job_no,
    job_task_no,
    line_no,
    planning_date,
    document_no,
    type,
    type_no,
    description,
    quantity,
    unit_cost_lcy,
    total_cost_lcy,
    unit_price_lcy,
    total_price_lcy,
    line_amount_lcy,
    line_type,
    schedule_line,
    contract_line
from {{ raw_rows('job_planning_line') }}
where row_status = 'current'
