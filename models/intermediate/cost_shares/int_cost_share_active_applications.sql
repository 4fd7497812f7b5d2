-- Applications that hand shares on, one row per application and kind: out of receipts that give, and back out of issues
-- whose receipts all gave. The part handed on is quantity / source_quantity (issues negative).

with applications as (
    select * from {{ ref('int_cost_share_applications') }}
),

chain as (
    select * from {{ ref('int_cost_share_chain') }}
),

entries as (
    select
        item_ledger_entry_key,
        is_root
    from {{ ref('int_cost_share_entries') }}
),

final as (
    select
        applications.item_application_entry_key,
        applications.kind,
        applications.source_key,
        applications.destination_key,
        applications.quantity,
        applications.source_quantity,
        applications.is_regular,
        into_chain.item_ledger_entry_key is not null as is_in_chain
    from applications
    inner join entries as source
        on applications.source_key = source.item_ledger_entry_key
    left join chain as source_chain
        on applications.source_key = source_chain.item_ledger_entry_key
    left join chain as into_chain
        on applications.destination_key = into_chain.item_ledger_entry_key
    where
        case
            when applications.kind = 'return' then source_chain.is_complete
            when source_chain.item_ledger_entry_key is not null then source_chain.is_giver
            else source.is_root
        end
)

select * from final
