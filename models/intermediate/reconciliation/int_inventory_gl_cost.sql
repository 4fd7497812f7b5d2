-- What the page Inventory - G/L Reconciliation reads from the value entries, one row per company and combination of
-- item ledger entry type, entry type, variance type and order type. Items of type Inventory and capacity (blank item
-- number); as in BC an item that no longer exists counts as one of type Inventory.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

items as (
    select * from {{ ref('stg_bc__items') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

other_items as (
    select
        company_no,
        item_no
    from items
    where item_type <> 'Inventory'
),

final as (
    select
        value_entries.company_no,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.order_type,
        sum(
            case
                when
                    value_entries.posting_date between period.period_start and period.period_end
                    and other_items.item_no is null
                    then value_entries.cost_amount_actual
                else 0
            end
        ) as actual_cost,
        sum(
            case
                when
                    value_entries.posting_date between period.period_start and period.period_end
                    and other_items.item_no is null
                    then value_entries.cost_amount_expected
                else 0
            end
        ) as expected_cost,
        sum(case when value_entries.item_no <> '' then value_entries.cost_amount_actual else 0 end)
            as actual_cost_of_all_dates,
        sum(
            case
                when
                    value_entries.posting_date between period.period_start and period.period_end
                    and value_entries.cost_amount_actual <> 0
                    and value_entries.cost_posted_to_gl = 0
                    then 1
                else 0
            end
        ) as unposted_entries
    from value_entries
    cross join period
    left join other_items
        on
            value_entries.company_no = other_items.company_no
            and value_entries.item_no = other_items.item_no
    group by
        value_entries.company_no,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.order_type
)

select * from final
