-- Dimension, one row per company, dimension_code. BC table 348.

select
    company,
    company_no,
    dimension_code,
    name
from {{ raw_rows('dimension') }}
where row_status = 'current'
