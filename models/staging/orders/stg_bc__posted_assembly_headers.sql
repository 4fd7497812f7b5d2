-- Posted Assembly Header, one row per company, posted_assembly_no. BC table 910.

select
    company,
    company_no,
    posted_assembly_no,
    description,
    order_no,
    item_no,
    variant_code,
    location_code,
    posting_date,
    item_rcpt_entry_no,
    quantity,
    quantity_base,
    unit_cost,
    cost_amount,
    indirect_cost_pct,
    overhead_rate,
    reversed
from {{ raw_rows('posted_assembly_header') }}
where row_status = 'current'
