-- Production orders as the WIP valuation sees them: one row per company, status and order, whatever its status.
-- BC reports those released or finished; finished ones until their lines are invoiced and no value entry follows.

with production_orders as (
    select * from {{ ref('stg_bc__production_orders') }}
),

orders_with_uninvoiced_lines as (
    select
        company,
        order_no as production_order_no
    from {{ ref('stg_bc__inventory_adjmt_entry_orders') }}
    where order_type = 'Production' and not completely_invoiced
    group by company, order_no
),

final as (
    select
        production_orders.company,
        production_orders.production_order_no,
        production_orders.status,
        production_orders.description,
        production_orders.source_type,
        production_orders.source_no,
        production_orders.status in ('Released', 'Finished') as is_reported_status,
        uninvoiced.production_order_no is not null as has_uninvoiced_lines
    from production_orders
    left join orders_with_uninvoiced_lines as uninvoiced
        on
            production_orders.company = uninvoiced.company
            and production_orders.production_order_no = uninvoiced.production_order_no
)

select * from final
