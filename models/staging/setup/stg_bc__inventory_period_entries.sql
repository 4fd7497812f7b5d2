-- Inventory Period Entry, one row per company, ending_date, inventory_period_entry_no. BC table 5815.

select
    company,
    company_no,
    ending_date,
    inventory_period_entry_no,
    user_id,
    creation_date,
    closing_item_register_no,
    entry_type,
    description
from {{ raw_rows('inventory_period_entry') }}
where row_status = 'current'
