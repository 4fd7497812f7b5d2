-- Applications that hand shares on although they do not lead from a receipt to an issue (quantity negative) or back to
-- a receipt (positive) of the same item: the Inventory view of such an item does not sum to its stock, in BC neither.
-- Correct the application, or the entry whose item or sign it contradicts.
{{ config(severity='warn', store_failures=true) }}
select
    source.company,
    source.item_no,
    source.item_ledger_entry_no,
    applications.kind,
    applications.quantity,
    destination.item_ledger_entry_no as applied_entry_no,
    destination.item_no as applied_item_no
from {{ ref('int_cost_share_active_applications') }} as applications
inner join {{ ref('int_cost_share_entries') }} as source
    on applications.source_key = source.item_ledger_entry_key
inner join {{ ref('int_cost_share_entries') }} as destination
    on applications.destination_key = destination.item_ledger_entry_key
where not applications.is_regular
order by
    source.company,
    source.item_no,
    source.item_ledger_entry_no,
    applied_entry_no
