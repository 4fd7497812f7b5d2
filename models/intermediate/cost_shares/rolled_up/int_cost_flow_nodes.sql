-- Every place that cost passes through, with its cost as the ledger has it: one row per item ledger entry (without its
-- later amounts), order line, average cost pool, and later amount of a receipt.

with final as (
    select
        company_no,
        node_key,
        'entry' as node_type,
        item_no,
        valuation_date as flow_date,
        cast(cost_amount - later_amount as decimal(38, 8)) as cost_amount,
        entry_type = 'Sale' or remaining_quantity <> 0 as is_reported
    from {{ ref('int_cost_flow_entries') }}
    union all
    select
        company_no,
        node_key,
        'order_line' as node_type,
        produced_item_no as item_no,
        first_date as flow_date,
        cast(consumed_amount + capacity + capacity_overhead + subcontracted as decimal(38, 8)) as cost_amount,
        false as is_reported
    from {{ ref('int_cost_flow_order_lines') }}
    union all
    select
        company_no,
        node_key,
        'pool' as node_type,
        item_no,
        pool_period_start as flow_date,
        available_amount as cost_amount,
        false as is_reported
    from {{ ref('int_average_cost_pools') }}
    union all
    select
        company_no,
        node_key,
        'later_amount' as node_type,
        item_no,
        valuation_date as flow_date,
        cast(cost_amount as decimal(38, 8)) as cost_amount,
        false as is_reported
    from {{ ref('int_cost_flow_later_amounts') }}
)

select * from final
