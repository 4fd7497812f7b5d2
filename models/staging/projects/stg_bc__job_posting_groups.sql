-- Job Posting Group, one row per company, job_posting_group. BC table 208.

select
    company,
    company_no,
    job_posting_group,
    description,
    wip_costs_account,
    wip_accrued_costs_account,
    job_costs_applied_account,
    job_costs_adjustment_account,
    gl_expense_acc_contract,
    job_sales_adjustment_account,
    wip_accrued_sales_account,
    wip_invoiced_sales_account,
    job_sales_applied_account,
    recognized_costs_account,
    recognized_sales_account,
    item_costs_applied_account,
    resource_costs_applied_account,
    gl_costs_applied_account
from {{ raw_rows('job_posting_group') }}
where row_status = 'current'
