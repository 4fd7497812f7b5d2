-- Production Order, one row per company, status, production_order_no. BC table 5405.

select
    company,
    company_no,
    status,
    production_order_no,
    description,
    creation_date,
    source_type,
    source_no,
    routing_no,
    variant_code,
    inventory_posting_group,
    gen_prod_posting_group,
    gen_bus_posting_group,
    starting_date,
    ending_date,
    due_date,
    finished_date,
    blocked,
    location_code,
    quantity,
    unit_cost,
    cost_amount,
    reopened,
    dimension_set_id
from {{ raw_rows('production_order') }}
where row_status = 'current'
