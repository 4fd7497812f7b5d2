-- Location, one row per company, location_code. BC table 14.

select
    company,
    company_no,
    location_code,
    name,
    use_as_in_transit
from {{ raw_rows('location') }}
where row_status = 'current'
