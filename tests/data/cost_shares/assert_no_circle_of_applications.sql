-- Entries that take their cost from each other in a circle, or from an entry that does: their applications contradict
-- each other, so they hand nothing on. Unapply and reapply them in the application worksheet.
{{ config(severity='warn', store_failures=true) }}
select
    entries.company,
    entries.item_no,
    entries.item_ledger_entry_no,
    entries.entry_type,
    entries.document_no,
    entries.posting_date
from {{ ref('int_cost_share_chain') }} as chain
inner join {{ ref('int_cost_share_entries') }} as entries
    on chain.item_ledger_entry_key = entries.item_ledger_entry_key
where not chain.is_settled
order by
    entries.company,
    entries.item_no,
    entries.item_ledger_entry_no
