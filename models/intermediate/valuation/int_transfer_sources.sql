-- Where a transferred item ledger entry was taken from, one row per entry of type Transfer that has a source.
-- BC looks at the entry's first item application entry only and asks which outbound entry stands there.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

item_application_entries as (
    select * from {{ ref('stg_bc__item_application_entries') }}
),

item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

transferred_entries as (
    select item_ledger_entry_key
    from value_entries
    where item_ledger_entry_type = 'Transfer'
),

first_applications as (
    select
        item_ledger_entry_key,
        min_by(outbound_item_entry_key, item_application_entry_no) as outbound_item_entry_key
    from item_application_entries
    where item_ledger_entry_key in (select transferred_entries.item_ledger_entry_key from transferred_entries)
    group by item_ledger_entry_key
),

final as (
    select
        first_applications.item_ledger_entry_key,
        first_applications.outbound_item_entry_key,
        item_ledger_entries.item_no as source_item_no,
        item_ledger_entries.variant_code as source_variant_code,
        item_ledger_entries.location_code as source_location_code
    from first_applications
    -- an outbound entry number of 0 (or of a deleted entry) is no source
    inner join item_ledger_entries
        on first_applications.outbound_item_entry_key = item_ledger_entries.item_ledger_entry_key
)

select * from final
