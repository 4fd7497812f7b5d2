-- Item application entries: which receipt an issue was taken from, one row per application. BC table 339.

select
    company,
    company_no,
    {{ entry_key('item_application_entry_no') }} as item_application_entry_key,
    {{ entry_key('item_ledger_entry_no') }} as item_ledger_entry_key,
    {{ entry_key('inbound_item_entry_no') }} as inbound_item_entry_key,
    {{ entry_key('outbound_item_entry_no') }} as outbound_item_entry_key,
    {{ entry_key('transferred_from_entry_no') }} as transferred_from_entry_key,
    item_application_entry_no,
    item_ledger_entry_no,
    inbound_item_entry_no,
    outbound_item_entry_no,
    quantity,
    item_register_no,
    posting_date,
    transferred_from_entry_no,
    creation_date,
    cost_application,
    output_completely_invd_date,
    outbound_entry_is_updated,
    system_created_at
from {{ raw_rows('item_application_entry') }}
where row_status = 'current'
