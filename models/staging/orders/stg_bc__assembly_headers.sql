-- Assembly Header, one row per company, document_type, assembly_order_no. BC table 900.

select
    company,
    company_no,
    document_type,
    assembly_order_no,
    description,
    item_no,
    variant_code,
    location_code,
    posting_date,
    due_date,
    quantity,
    quantity_base,
    remaining_quantity,
    remaining_quantity_base,
    assembled_quantity,
    assembled_quantity_base,
    unit_cost,
    cost_amount,
    indirect_cost_pct,
    overhead_rate,
    status
from {{ raw_rows('assembly_header') }}
where row_status = 'current'
