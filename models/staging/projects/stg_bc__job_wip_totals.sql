-- Job WIP Total, one row per company, job_wip_total_no. BC table 1021.

select
    company,
    company_no,
    job_wip_total_no,
    job_no,
    job_task_no,
    wip_method,
    wip_posting_date,
    posted_to_gl,
    schedule_total_cost,
    schedule_total_price,
    usage_total_cost,
    usage_total_price,
    contract_total_cost,
    contract_total_price,
    contract_invoiced_price,
    contract_invoiced_cost,
    calc_recog_sales_amount,
    calc_recog_costs_amount,
    cost_completion_pct,
    invoiced_pct
from {{ raw_rows('job_wip_total') }}
where row_status = 'current'
