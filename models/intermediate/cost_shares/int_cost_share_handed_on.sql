-- What the entries in a chain of applications received from those before them, one row per item ledger entry and share:
-- an issue that was taken back, a return, a transfer receipt. Direct cost is not handed on: the entry's own direct cost
-- already holds everything, naming a part only takes it out.

with recursive own as (
    select * from {{ ref('int_cost_share_own') }}
),

chain_applications as (
    select
        source_key,
        destination_key,
        quantity,
        source_quantity
    from {{ ref('int_cost_share_active_applications') }}
    where is_in_chain
),

sources as (
    select source_key as item_ledger_entry_key
    from chain_applications
    group by source_key
),

own_of_sources as (
    select
        own.item_ledger_entry_key,
        own.share,
        own.amount
    from own
    inner join sources
        on own.item_ledger_entry_key = sources.item_ledger_entry_key
    where own.share <> 'direct_cost'
),

{{ amounts_handed_on('own_of_sources', 'chain_applications') }},

final as (
    select
        item_ledger_entry_key,
        share,
        {{ share_amount('sum(amount)') }} as amount
    from amounts_handed_on
    where pass > 0
    group by item_ledger_entry_key, share
)

select * from final
