-- Prod. Order Line, one row per company, status, production_order_no, line_no. BC table 5406.

select
    company,
    company_no,
    status,
    production_order_no,
    line_no,
    item_no,
    variant_code,
    description,
    location_code,
    quantity,
    finished_quantity,
    remaining_quantity,
    due_date,
    production_bom_no,
    routing_no,
    inventory_posting_group,
    routing_reference_no,
    unit_cost,
    cost_amount,
    unit_of_measure_code,
    quantity_base,
    finished_qty_base,
    remaining_qty_base,
    indirect_cost_pct,
    overhead_rate,
    qty_per_unit_of_measure
from {{ raw_rows('production_order_line') }}
where row_status = 'current'
