-- How cost flows: one row per way from one place to another. The taker gets weight x the giver's cost, element by
-- element. Weights carry the sign: an issue of 4 out of a receipt of 10 has -0.4, a return of 2 out of that -0.5.

with entries as (
    select * from {{ ref('int_cost_flow_entries') }}
),

applications as (
    select * from {{ ref('int_cost_flow_applications') }}
),

later_amounts as (
    select * from {{ ref('int_cost_flow_later_amounts') }}
),

order_lines as (
    select * from {{ ref('int_cost_flow_order_lines') }}
),

pools as (
    select * from {{ ref('int_average_cost_pools') }}
),

pool_members as (
    select
        members.*,
        pools.node_key as pool_node_key,
        pools.available_quantity
    from {{ ref('int_average_cost_pool_members') }} as members
    inner join pools
        on
            members.company_no = pools.company_no
            and members.item_no = pools.item_no
            and members.pool_location_code = pools.pool_location_code
            and members.pool_variant_code = pools.pool_variant_code
            and members.pool_period_start = pools.pool_period_start
),

entry_to_entry as (
    select
        from_node_key,
        to_node_key,
        flow,
        {{ exact_divide('quantity', 'from_quantity', scale=16) }} as weight
    from applications
),

revaluation_to_issue as (
    select
        later_amounts.node_key as from_node_key,
        applications.to_node_key,
        applications.flow,
        {{ exact_divide('applications.quantity', 'later_amounts.revalued_quantity', scale=16) }} as weight
    from later_amounts
    inner join applications
        on
            later_amounts.entry_node_key = applications.from_node_key
            and applications.flow in ('issue', 'transfer')
    where
        later_amounts.cost_element = 'revaluation'
        and {{ revaluation_reaches_issue('later_amounts', 'applications') }}
),

entry_to_order as (
    select
        entries.node_key as from_node_key,
        order_lines.node_key as to_node_key,
        'consumption' as flow,
        cast(-1 as decimal(38, 16)) as weight
    from entries
    inner join order_lines
        on
            entries.company_no = order_lines.company_no
            and entries.order_type = order_lines.order_type
            and entries.order_no = order_lines.order_no
            and entries.order_line_no = order_lines.order_line_no
    where entries.entry_type in ('Consumption', 'Assembly Consumption')
),

-- Where outputs were all taken back (output quantity 0) each output entry stands for the whole order, as in BC.
order_to_entry as (
    select
        order_lines.node_key as from_node_key,
        entries.node_key as to_node_key,
        'output' as flow,
        case
            when order_lines.output_quantity = 0 then cast(1 as decimal(38, 16))
            else {{ exact_divide('entries.quantity', 'order_lines.output_quantity', scale=16) }}
        end as weight
    from entries
    inner join order_lines
        on
            entries.company_no = order_lines.company_no
            and entries.order_type = order_lines.order_type
            and entries.order_no = order_lines.order_no
            and entries.order_line_no = order_lines.order_line_no
    where entries.cost_source = 'order'
),

into_pool as (
    select
        node_key as from_node_key,
        pool_node_key as to_node_key,
        'pool' as flow,
        weight
    from pool_members
    where enters_pool
),

-- A pool without stock has no average: what is issued from it stays unassigned, and so does what it leaves behind.
out_of_pool as (
    select
        pool_node_key as from_node_key,
        node_key as to_node_key,
        'pool' as flow,
        {{ exact_divide('quantity', 'available_quantity', scale=16) }} as weight
    from pool_members
    where not enters_pool and available_quantity > 0
),

pool_to_next_pool as (
    select
        node_key as from_node_key,
        next_node_key as to_node_key,
        'pool' as flow,
        {{ exact_divide('closing_quantity', 'available_quantity', scale=16) }} as weight
    from pools
    where next_node_key is not null and available_quantity > 0
),

all_edges as (
    select * from entry_to_entry
    union all
    select * from revaluation_to_issue
    union all
    select * from entry_to_order
    union all
    select * from order_to_entry
    union all
    select * from into_pool
    union all
    select * from out_of_pool
    union all
    select * from pool_to_next_pool
),

-- Only a damaged ledger hands on a thousand times what there is: that way carries nothing, and what it leads to is
-- unassigned. Amounts multiplied like that would no longer add up to the cent.
final as (
    select
        from_node_key,
        to_node_key,
        flow,
        cast(weight as decimal(38, 16)) as weight
    from all_edges
    where
        weight <> 0
        and abs(weight) <= 1000
)

select * from final
