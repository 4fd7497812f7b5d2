-- Item ledger entries of items of type Inventory, with the item's costing method: one row per entry.

with entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

items as (
    select * from {{ ref('stg_bc__items') }}
    where item_type = 'Inventory'
)

select
    entries.company,
    entries.item_ledger_entry_key,
    {{ entry_key('entries.applies_to_entry', 'entries.company_no') }} as applies_to_entry_key,
    entries.item_ledger_entry_no as entry_no,
    entries.item_no,
    entries.entry_type,
    entries.quantity,
    entries.remaining_quantity,
    entries.invoiced_quantity,
    entries.applies_to_entry,
    entries.open as is_open,
    entries.positive as is_positive,
    entries.completely_invoiced,
    entries.last_invoice_date,
    entries.correction,
    items.costing_method
from entries
inner join items on entries.company = items.company and entries.item_no = items.item_no
