-- Item, one row per company, item_no. BC table 27.

select
    company,
    company_no,
    item_no,
    description,
    search_description,
    base_unit_of_measure,
    item_type,
    inventory_posting_group,
    unit_price,
    costing_method,
    unit_cost,
    standard_cost,
    last_direct_cost,
    indirect_cost_pct,
    cost_is_adjusted,
    blocked,
    gen_prod_posting_group,
    low_level_code,
    inventory_value_zero,
    replenishment_system,
    item_category_code,
    excluded_from_cost_adjustment,
    routing_no,
    production_bom_no,
    overhead_rate,
    last_datetime_modified
from {{ raw_rows('item') }}
where row_status = 'current'
