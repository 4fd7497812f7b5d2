-- Manufacturing Setup, one row per company, primary_key. BC table 99000765.

select
    company,
    company_no,
    primary_key,
    cost_incl_setup,
    finish_order_without_output,
    inc_non_inv_cost_to_prod
from {{ raw_rows('manufacturing_setup') }}
where row_status = 'current'
