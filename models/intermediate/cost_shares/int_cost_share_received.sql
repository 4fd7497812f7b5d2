-- What printed entries received by application, one row per item ledger entry and share other than zero. Beside the
-- shares proper: own_revaluation, the revaluation posted on the sources themselves (outside the Sales view only that
-- comes out of direct cost), and inventory_total, all that the sources hold there, of which an issue is relieved.

with own as (
    select * from {{ ref('int_cost_share_own') }}
),

handed_on as (
    select * from {{ ref('int_cost_share_handed_on') }}
),

active_applications as (
    select * from {{ ref('int_cost_share_active_applications') }}
),

printed_entries as (
    select
        item_ledger_entry_key,
        max(case when receives_shares then 1 else 0 end) as receives_shares,
        max(case when receives_shares then 0 else 1 end) as is_relieved
    from {{ ref('int_cost_share_printed_entries') }}
    group by item_ledger_entry_key
),

-- Revaluation that receipts hand to the chain: one step only, outside the Sales view it is never handed on.
revaluation_behind_chain as (
    select
        applications.destination_key as item_ledger_entry_key,
        sum({{ part_of_amount('own.amount', 'applications.quantity', 'applications.source_quantity') }}) as amount
    from active_applications as applications
    inner join own
        on applications.source_key = own.item_ledger_entry_key
    where
        applications.is_in_chain
        and own.share = 'revaluation'
    group by applications.destination_key
),

source_figures as (
    select
        item_ledger_entry_key,
        share,
        amount
    from own
    where share <> 'direct_cost'

    union all

    select
        item_ledger_entry_key,
        share,
        amount
    from handed_on

    union all

    select
        item_ledger_entry_key,
        'own_revaluation' as share,
        amount
    from own
    where share = 'revaluation'

    union all

    -- Handing on renames direct cost and leaves the total as it is, except for the revaluation that stays behind.
    select
        item_ledger_entry_key,
        'inventory_total' as share,
        amount
    from own
    where share in ({{ shares_of_total() }})

    union all

    select
        item_ledger_entry_key,
        'inventory_total' as share,
        -amount as amount
    from revaluation_behind_chain
),

sources as (
    select
        item_ledger_entry_key,
        share,
        {{ share_amount('sum(amount)') }} as amount
    from source_figures
    group by item_ledger_entry_key, share
),

received as (
    select
        applications.destination_key as item_ledger_entry_key,
        sources.share,
        {{ share_amount(
            'sum(' ~ part_of_amount('sources.amount', 'applications.quantity', 'applications.source_quantity') ~ ')'
        ) }} as amount
    from printed_entries
    inner join active_applications as applications
        on printed_entries.item_ledger_entry_key = applications.destination_key
    inner join sources
        on applications.source_key = sources.item_ledger_entry_key
    where
        case
            when sources.share = 'inventory_total' then printed_entries.is_relieved = 1
            else printed_entries.receives_shares = 1
        end
    group by applications.destination_key, sources.share
),

final as (
    select
        item_ledger_entry_key,
        share,
        amount
    from received
    where amount <> 0
)

select * from final
