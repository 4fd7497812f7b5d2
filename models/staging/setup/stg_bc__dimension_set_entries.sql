-- Dimension Set Entry, one row per company, dimension_set_id, dimension_code. BC table 480.

select
    company,
    company_no,
    dimension_set_id,
    dimension_code,
    dimension_value_code,
    dimension_value_id
from {{ raw_rows('dimension_set_entry') }}
where row_status = 'current'
