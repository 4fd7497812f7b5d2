-- Item application entries that no share can follow, one row per application: they name an entry that is not in the
-- ledger, or the entry they would take from has quantity 0. BC's report stops at them; here they count for nothing.

with applications as (
    select * from {{ ref('stg_bc__item_application_entries') }}
),

item_ledger_entries as (
    select
        item_ledger_entry_key,
        quantity,
        positive
    from {{ ref('stg_bc__item_ledger_entries') }}
),

named_entries as (
    select
        item_application_entry_key,
        item_ledger_entry_key as named_entry_key
    from applications
    where item_ledger_entry_no <> 0

    union all

    select
        item_application_entry_key,
        inbound_item_entry_key as named_entry_key
    from applications
    where inbound_item_entry_no not in (0, item_ledger_entry_no)

    union all

    select
        item_application_entry_key,
        outbound_item_entry_key as named_entry_key
    from applications
    where outbound_item_entry_no not in (0, item_ledger_entry_no)

    union all

    select
        item_application_entry_key,
        transferred_from_entry_key as named_entry_key
    from applications
    where transferred_from_entry_no <> 0
),

naming_a_missing_entry as (
    select named_entries.item_application_entry_key
    from named_entries
    left join item_ledger_entries
        on named_entries.named_entry_key = item_ledger_entries.item_ledger_entry_key
    where item_ledger_entries.item_ledger_entry_key is null
),

entries_of_quantity_zero as (
    select
        item_ledger_entry_key,
        positive
    from item_ledger_entries
    where quantity = 0
),

taking_from_quantity_zero as (
    select applications.item_application_entry_key
    from applications
    inner join entries_of_quantity_zero as source
        on applications.inbound_item_entry_key = source.item_ledger_entry_key
    where {{ is_issue_application('applications') }}

    union all

    select applications.item_application_entry_key
    from applications
    inner join entries_of_quantity_zero as source
        on applications.outbound_item_entry_key = source.item_ledger_entry_key
    where {{ is_return_application('applications') }}

    union all

    select applications.item_application_entry_key
    from applications
    inner join entries_of_quantity_zero as source
        on applications.transferred_from_entry_key = source.item_ledger_entry_key
    where
        applications.transferred_from_entry_no <> 0
        and source.positive
),

final as (
    select
        item_application_entry_key,
        max(names_missing_entry) = 1 as names_missing_entry
    from (
        select
            item_application_entry_key,
            1 as names_missing_entry
        from naming_a_missing_entry

        union all

        select
            item_application_entry_key,
            0 as names_missing_entry
        from taking_from_quantity_zero
    ) as unusable
    group by item_application_entry_key
)

select * from final
