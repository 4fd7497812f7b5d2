-- Entries that stand in a chain of applications: issues that were taken back, the returns, and transfers, with the
-- receipts behind them. One row per entry: does it hand on what it holds? BC finds that out while it walks the ledger,
-- application by application; here an entry is settled when all entries it takes from are.

-- sqlfluff does not know USING KEY.
with recursive entries as (  -- noqa: PRS
    select * from {{ ref('int_cost_share_entries') }}
),

applications as (
    select * from {{ ref('int_cost_share_applications') }}
),

issues_taken_back as (
    select source_key as item_ledger_entry_key
    from applications
    where kind = 'return'
    group by source_key
),

chain_applications as (
    select
        source_key,
        destination_key,
        kind,
        quantity
    from applications
    where kind <> 'issue'

    union all

    select
        issues.source_key,
        issues.destination_key,
        issues.kind,
        issues.quantity
    from applications as issues
    left join issues_taken_back
        on issues.destination_key = issues_taken_back.item_ledger_entry_key
    where
        issues.kind = 'issue'
        and (issues.destination_is_positive or issues_taken_back.item_ledger_entry_key is not null)
),

chain_entries as (
    select
        item_ledger_entry_key,
        sum(incoming) as incoming
    from (
        select source_key as item_ledger_entry_key, 0 as incoming
        from chain_applications

        union all

        select destination_key as item_ledger_entry_key, 1 as incoming
        from chain_applications
    ) as ends
    group by item_ledger_entry_key
),

nodes as (
    select
        entries.item_ledger_entry_key,
        entries.positive,
        entries.is_root,
        cast(entries.quantity - entries.remaining_quantity as decimal(38, 5)) as issued_quantity_when_complete,
        cast(chain_entries.incoming as bigint) as waits_for
    from chain_entries
    inner join entries
        on chain_entries.item_ledger_entry_key = entries.item_ledger_entry_key
),

{{ settled_entries('nodes', 'chain_applications') }},

final as (
    select
        item_ledger_entry_key,
        waits_for = 0 as is_settled,
        waits_for = 0 and {{ gives('settled_entries') }} as is_giver,
        waits_for = 0 and {{ holds_all_its_issues('settled_entries') }} as is_complete,
        level
    from settled_entries
)

select * from final
