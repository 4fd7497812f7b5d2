-- Item Register, one row per company, item_register_no. BC table 46.

select
    company,
    company_no,
    item_register_no,
    from_entry_no,
    to_entry_no,
    creation_date,
    source_code,
    user_id,
    journal_batch_name,
    from_value_entry_no,
    to_value_entry_no,
    from_capacity_entry_no,
    to_capacity_entry_no
from {{ raw_rows('item_register') }}
where row_status = 'current'
