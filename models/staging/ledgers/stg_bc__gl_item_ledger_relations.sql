-- Which general ledger entries stand for which value entries; many to many when posting per posting group.
-- BC table 5823.

select
    company,
    company_no,
    {{ entry_key('gl_entry_no') }} as gl_entry_key,
    {{ entry_key('value_entry_no') }} as value_entry_key,
    gl_entry_no,
    value_entry_no,
    gl_register_no
from {{ raw_rows('gl_item_ledger_relation') }}
where row_status = 'current'
