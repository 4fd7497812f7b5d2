-- Job Planning Line Invoice, one row per company, job_no, job_task_no, job_planning_line_no, document_type,
-- document_no, line_no. BC table 1022.

select
    company,
    company_no,
    job_no,
    job_task_no,
    job_planning_line_no,
    document_type,
    document_no,
    line_no,
    quantity_transferred,
    transferred_date,
    invoiced_date,
    invoiced_amount_lcy,
    invoiced_cost_amount_lcy,
    job_ledger_entry_no
from {{ raw_rows('job_planning_line_invoice') }}
where row_status = 'current'
