-- Item ledger entries that each print mode shows, one row per print mode and entry.
-- quantity: the entry's own (Sales), or what is left of it after its applications (Inventory; WIP for issues only).
-- kept_quantity / own_quantity is the part of its shares that a receipt keeps in the Inventory view.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

active_applications as (
    select * from {{ ref('int_cost_share_active_applications') }}
),

production_orders as (
    select
        company_no,
        production_order_no
    from {{ ref('stg_bc__production_orders') }}
    where status in ('Released', 'Finished')
    group by company_no, production_order_no
),

taken_from_receipts as (
    select
        destination_key as item_ledger_entry_key,
        sum(quantity) as quantity
    from active_applications
    group by destination_key
),

issued_from_receipts as (
    select
        source_key as item_ledger_entry_key,
        sum(quantity) filter (where quantity * source_quantity < 0) as quantity
    from active_applications
    where kind = 'issue'
    group by source_key
),

applied as (
    select
        entries.*,
        case
            when entries.quantity < 0 then entries.quantity - coalesce(taken.quantity, 0)
            else entries.quantity
        end as quantity_not_covered,
        case
            when entries.quantity > 0 then entries.quantity + coalesce(issued.quantity, 0)
            else entries.quantity
        end as quantity_not_issued
    from entries
    left join taken_from_receipts as taken
        on entries.item_ledger_entry_key = taken.item_ledger_entry_key
    left join issued_from_receipts as issued
        on entries.item_ledger_entry_key = issued.item_ledger_entry_key
),

printed as (
    select
        'Sales' as print_mode,
        applied.item_ledger_entry_key,
        applied.quantity as own_quantity,
        applied.quantity,
        applied.quantity as kept_quantity,
        true as receives_shares
    from applied
    cross join reporting_period
    where
        applied.entry_type = 'Sale'
        and applied.posting_date >= reporting_period.period_start

    union all

    select
        'Inventory' as print_mode,
        item_ledger_entry_key,
        quantity as own_quantity,
        case when quantity < 0 then quantity_not_covered else quantity_not_issued end as quantity,
        quantity_not_issued as kept_quantity,
        quantity >= 0 as receives_shares
    from applied

    union all

    select
        'WIP Inventory' as print_mode,
        applied.item_ledger_entry_key,
        applied.quantity as own_quantity,
        applied.quantity_not_covered as quantity,
        applied.quantity as kept_quantity,
        applied.quantity >= 0 as receives_shares
    from applied
    inner join production_orders
        on
            applied.company_no = production_orders.company_no
            and applied.order_no = production_orders.production_order_no
    where applied.order_type = 'Production'
),

final as (
    select
        print_mode,
        item_ledger_entry_key,
        cast(own_quantity as decimal(38, 5)) as own_quantity,
        cast(quantity as decimal(38, 5)) as quantity,
        cast(kept_quantity as decimal(38, 5)) as kept_quantity,
        receives_shares
    from printed
    where
        print_mode <> 'Inventory'
        or quantity <> 0
)

select * from final
