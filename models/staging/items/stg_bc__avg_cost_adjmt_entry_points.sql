-- Avg. Cost Adjmt. Entry Point, one row per company, item_no, variant_code, location_code, valuation_date.
-- BC table 5804.

select
    company,
    company_no,
    item_no,
    variant_code,
    location_code,
    valuation_date,
    cost_is_adjusted
from {{ raw_rows('avg_cost_adjmt_entry_point') }}
where row_status = 'current'
