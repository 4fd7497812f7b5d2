-- Average cost pools: one row per company, item, average cost period and, where Inventory Setup calculates the average
-- so, location and variant. A pool holds what the pool before it left over and what was received in its period; all its
-- issues take their part of that mixture. Quantities and amounts are signed as in the ledger.

with members as (
    select * from {{ ref('int_average_cost_pool_members') }}
),

movements as (
    select
        company,
        company_no,
        item_no,
        pool_location_code,
        pool_variant_code,
        pool_period_start,
        coalesce(sum(quantity) filter (where enters_pool), 0) as received_quantity,
        coalesce(sum(quantity) filter (where not enters_pool), 0) as issued_quantity,
        coalesce(sum({{ part_by_weight('cost_amount', 'weight') }}) filter (where enters_pool), 0) as received_amount,
        coalesce(sum(cost_amount) filter (where not enters_pool), 0) as issued_amount
    from members
    group by company, company_no, item_no, pool_location_code, pool_variant_code, pool_period_start
),

balances as (
    select
        *,
        row_number() over (
            order by company_no, item_no, pool_location_code, pool_variant_code, pool_period_start
        ) as pool_no,
        sum(received_quantity + issued_quantity) over up_to_here as closing_quantity,
        sum(received_amount + issued_amount) over up_to_here as closing_amount
    from movements
    window up_to_here as (
        partition by company_no, item_no, pool_location_code, pool_variant_code
        order by pool_period_start
        rows between unbounded preceding and current row
    )
),

final as (
    select
        company,
        company_no,
        item_no,
        pool_location_code,
        pool_variant_code,
        pool_period_start,
        pool_no * 4 + 2 as node_key,
        lead(pool_no * 4 + 2) over (
            partition by company_no, item_no, pool_location_code, pool_variant_code
            order by pool_period_start
        ) as next_node_key,
        cast(closing_quantity - issued_quantity as decimal(38, 5)) as available_quantity,
        cast(closing_quantity as decimal(38, 5)) as closing_quantity,
        cast(closing_amount - issued_amount as decimal(38, 8)) as available_amount
    from balances
)

select * from final
