-- Item ledger entries, one row per movement of quantity; + is into stock.

with item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

final as (
    select
        company,
        item_ledger_entry_key,
        item_ledger_entry_no,
        item_no,
        variant_code,
        location_code,
        posting_date,
        entry_type,
        document_no,
        quantity,
        invoiced_quantity,
        positive,
        drop_shipment
    from item_ledger_entries
)

select * from final
