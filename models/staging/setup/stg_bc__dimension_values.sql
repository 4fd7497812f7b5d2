-- Dimension Value, one row per company, dimension_code, dimension_value_code. BC table 349.

select
    company,
    company_no,
    dimension_code,
    dimension_value_code,
    name,
    dimension_value_type,
    blocked,
    global_dimension_no,
    dimension_value_id
from {{ raw_rows('dimension_value') }}
where row_status = 'current'
