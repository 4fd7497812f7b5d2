-- Stockkeeping Unit, one row per company, location_code, item_no, variant_code. BC table 5700.

select
    company,
    company_no,
    location_code,
    item_no,
    variant_code,
    unit_cost,
    standard_cost,
    last_direct_cost,
    replenishment_system
from {{ raw_rows('stockkeeping_unit') }}
where row_status = 'current'
