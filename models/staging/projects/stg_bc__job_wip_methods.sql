-- Job WIP Method, one row per company, wip_method. BC table 1006.

select
    company,
    company_no,
    wip_method,
    description,
    wip_cost,
    wip_sales,
    recognized_costs,
    recognized_sales,
    valid,
    system_defined,
    system_defined_index
from {{ raw_rows('job_wip_method') }}
where row_status = 'current'
