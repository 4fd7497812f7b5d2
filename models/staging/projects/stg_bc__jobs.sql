-- Job, one row per company, job_no. BC table 167.

select
    company,
    company_no,
    job_no,
    description,
    bill_to_customer_no,
    creation_date,
    starting_date,
    ending_date,
    status,
    person_responsible,
    job_posting_group,
    blocked,
    bill_to_name,
    wip_method,
    wip_posting_date,
    complete,
    wip_posting_method
from {{ raw_rows('job') }}
where row_status = 'current'
