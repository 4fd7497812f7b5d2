-- Inventory Period, one row per company, ending_date. BC table 5814.

select
    company,
    company_no,
    ending_date,
    name,
    closed
from {{ raw_rows('inventory_period') }}
where row_status = 'current'
