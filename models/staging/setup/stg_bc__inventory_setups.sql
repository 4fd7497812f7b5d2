-- Inventory Setup, one row per company, primary_key. BC table 313.

select
    company,
    company_no,
    primary_key,
    automatic_cost_posting,
    location_mandatory,
    automatic_cost_adjustment,
    expected_cost_posting_to_gl,
    average_cost_calc_type,
    average_cost_period
from {{ raw_rows('inventory_setup') }}
where row_status = 'current'
