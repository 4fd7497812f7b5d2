-- The recursions have come to rest: one more pass over the active applications would neither find another entry that
-- hands on, nor hand on another amount. Entries in a circle of applications have a test of their own.
with entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

chain as (
    select * from {{ ref('int_cost_share_chain') }}
    where is_settled
),

active_applications as (
    select * from {{ ref('int_cost_share_active_applications') }}
),

incoming as (
    select
        destination_key as item_ledger_entry_key,
        count(*) filter (where kind = 'issue') as issues,
        count(*) filter (where kind <> 'issue') as gifts,
        coalesce(sum(quantity) filter (where kind = 'issue'), 0) as issued_quantity
    from active_applications
    group by destination_key
),

-- Only of these does it matter whether they hold everything; the others are not asked.
issues_taken_back as (
    select source_key as item_ledger_entry_key
    from {{ ref('int_cost_share_applications') }}
    where kind = 'return'
    group by source_key
),

found_once_more as (
    select
        chain.item_ledger_entry_key,
        chain.is_giver,
        chain.is_complete,
        taken_back.item_ledger_entry_key is not null as is_taken_back,
        entries.positive and (entries.is_root or coalesce(incoming.gifts, 0) > 0) as gives,
        coalesce(incoming.issues, 0) > 0
        and entries.quantity - incoming.issued_quantity = entries.remaining_quantity as holds_all
    from chain
    inner join entries
        on chain.item_ledger_entry_key = entries.item_ledger_entry_key
    left join incoming
        on chain.item_ledger_entry_key = incoming.item_ledger_entry_key
    left join issues_taken_back as taken_back
        on chain.item_ledger_entry_key = taken_back.item_ledger_entry_key
),

own as (
    select * from {{ ref('int_cost_share_own') }}
    where share <> 'direct_cost'
),

handed_on as (
    select * from {{ ref('int_cost_share_handed_on') }}
),

held as (
    select
        item_ledger_entry_key,
        share,
        sum(amount) as amount
    from (
        select * from own

        union all

        select * from handed_on
    ) as figures
    group by item_ledger_entry_key, share
),

handed_on_once_more as (
    select
        item_ledger_entry_key,
        share,
        sum(amount) as difference
    from (
        select
            active_applications.destination_key as item_ledger_entry_key,
            held.share,
            {{ part_of_amount('held.amount', 'active_applications.quantity', 'active_applications.source_quantity') }}
                as amount
        from active_applications
        inner join held
            on active_applications.source_key = held.item_ledger_entry_key
        where active_applications.is_in_chain

        union all

        select
            item_ledger_entry_key,
            share,
            -amount as amount
        from handed_on
    ) as figures
    group by item_ledger_entry_key, share
)

select
    item_ledger_entry_key,
    'hands on' as what,
    0 as difference
from found_once_more
where
    is_giver <> gives
    or is_taken_back and is_complete <> holds_all

union all

select
    item_ledger_entry_key,
    share as what,
    difference
from handed_on_once_more
-- Every product is rounded to eight decimals.
where abs(difference) > 0.0001
