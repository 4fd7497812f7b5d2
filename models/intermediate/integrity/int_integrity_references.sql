-- Entries that name an item or an item ledger entry that is not there, and items without a number.

with items as (
    select * from {{ ref('stg_bc__items') }}
),

item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

value_entries as (
    select
        company,
        value_entry_no,
        item_ledger_entry_key,
        item_ledger_entry_no,
        capacity_ledger_entry_no,
        item_no
    from {{ ref('stg_bc__value_entries') }}
    where item_no <> ''
),

item_no_blank as (
    select
        company,
        'item_no_blank' as check_name,
        'Item' as table_name,
        0 as entry_no,
        item_no,
        'description ' || description as found
    from items
    where item_no = '' and item_type = 'Inventory'
),

value_entry_without_item_ledger_entry as (
    select
        value_entries.company,
        'value_entry_without_item_ledger_entry' as check_name,
        'Value Entry' as table_name,
        value_entries.value_entry_no as entry_no,
        value_entries.item_no,
        'item ledger entry ' || cast(value_entries.item_ledger_entry_no as varchar) as found
    from value_entries
    inner join items
        on
            value_entries.company = items.company
            and value_entries.item_no = items.item_no
            and items.item_type = 'Inventory'
    left join item_ledger_entries
        on value_entries.item_ledger_entry_key = item_ledger_entries.item_ledger_entry_key
    -- Capacity value entries name none and are none the worse for it.
    where
        item_ledger_entries.item_ledger_entry_key is null
        and (value_entries.item_ledger_entry_no <> 0 or value_entries.capacity_ledger_entry_no = 0)
),

item_ledger_entry_of_missing_item as (
    select
        item_ledger_entries.company,
        'item_missing' as check_name,
        'Item Ledger Entry' as table_name,
        item_ledger_entries.item_ledger_entry_no as entry_no,
        item_ledger_entries.item_no,
        'quantity ' || {{ number_text('item_ledger_entries.quantity') }} as found
    from item_ledger_entries
    left join items
        on item_ledger_entries.company = items.company and item_ledger_entries.item_no = items.item_no
    where items.item_no is null
),

value_entry_of_missing_item as (
    select
        value_entries.company,
        'item_missing' as check_name,
        'Value Entry' as table_name,
        value_entries.value_entry_no as entry_no,
        value_entries.item_no,
        'item ledger entry ' || cast(value_entries.item_ledger_entry_no as varchar) as found
    from value_entries
    left join items on value_entries.company = items.company and value_entries.item_no = items.item_no
    where items.item_no is null
),

final as (
    select * from item_no_blank
    union all
    select * from value_entry_without_item_ledger_entry
    union all
    select * from item_ledger_entry_of_missing_item
    union all
    select * from value_entry_of_missing_item
)

select * from final
