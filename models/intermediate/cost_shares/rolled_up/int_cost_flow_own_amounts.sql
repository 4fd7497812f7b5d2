-- The cost that arises at a place, by element: one row per place, element, source item and level. Signed as in the
-- ledger. Level 0 arises on the item itself, 1 in the order that made it; passing through another order adds 1.
-- What neither flowed in nor has an element is the element unassigned, here where it arises, never spread.

with nodes as (
    select * from {{ ref('int_cost_flow_nodes') }}
),

edges as (
    select * from {{ ref('int_cost_flow_edges') }}
),

entries as (
    select * from {{ ref('int_cost_flow_entries') }}
),

order_lines as (
    select * from {{ ref('int_cost_flow_order_lines') }}
),

-- An issue owns nothing, and what comes back owns nothing but item charges: its cost flowed in with all its elements.
receipts_that_own as (
    select
        node_key,
        item_no,
        entry_type = 'Purchase' as is_purchase,
        entry_type in ('Output', 'Assembly Output') as is_output,
        case when cost_source = 'order' then 0 else direct_amount end as direct_amount,
        item_charge_amount,
        indirect_amount,
        variance_amount,
        non_inventory_amount
    from entries
    where cost_source in ('own', 'order')
),

owned as (
    select
        node_key,
        case when is_purchase then 'material' else 'adjustment' end as cost_element,
        item_no as source_item_no,
        0 as level,
        direct_amount as amount
    from receipts_that_own
    union all
    select
        node_key,
        'item_charge' as cost_element,
        '' as source_item_no,
        0 as level,
        item_charge_amount as amount
    from entries
    where is_receipt and cost_source <> 'pool'
    union all
    select
        node_key,
        case when is_output then 'manufacturing_overhead' else 'purchase_overhead' end as cost_element,
        '' as source_item_no,
        case when is_output then 1 else 0 end as level,
        indirect_amount as amount
    from receipts_that_own
    union all
    select
        node_key,
        'variance' as cost_element,
        '' as source_item_no,
        case when is_output then 1 else 0 end as level,
        variance_amount as amount
    from receipts_that_own
    union all
    select
        node_key,
        'non_inventory' as cost_element,
        '' as source_item_no,
        case when is_output then 1 else 0 end as level,
        non_inventory_amount as amount
    from receipts_that_own
    union all
    select
        node_key,
        'capacity' as cost_element,
        '' as source_item_no,
        1 as level,
        capacity as amount
    from order_lines
    union all
    select
        node_key,
        'capacity_overhead' as cost_element,
        '' as source_item_no,
        1 as level,
        capacity_overhead as amount
    from order_lines
    union all
    select
        node_key,
        'subcontracting' as cost_element,
        '' as source_item_no,
        1 as level,
        subcontracted as amount
    from order_lines
    union all
    select
        node_key,
        cost_element,
        '' as source_item_no,
        0 as level,
        cost_amount as amount
    from {{ ref('int_cost_flow_later_amounts') }}
),

explained as (
    select
        node_key,
        amount
    from owned
    where amount <> 0
    union all
    select
        edges.to_node_key as node_key,
        {{ part_by_weight('givers.cost_amount', 'edges.weight') }} as amount
    from edges
    inner join nodes as givers
        on edges.from_node_key = givers.node_key
),

explained_by_node as (
    select
        node_key,
        sum(amount) as amount
    from explained
    group by node_key
),

-- Less than half of the ledger's last decimal is what the weights cut off.
unassigned as (
    select
        nodes.node_key,
        'unassigned' as cost_element,
        '' as source_item_no,
        0 as level,
        nodes.cost_amount - coalesce(explained_by_node.amount, 0) as amount
    from nodes
    left join explained_by_node
        on nodes.node_key = explained_by_node.node_key
    where abs(nodes.cost_amount - coalesce(explained_by_node.amount, 0)) >= 0.000005
),

final as (
    select
        node_key,
        cost_element,
        source_item_no,
        level,
        cast(amount as decimal(38, 8)) as amount
    from owned
    where amount <> 0
    union all
    select
        node_key,
        cost_element,
        source_item_no,
        level,
        cast(amount as decimal(38, 8)) as amount
    from unassigned
)

select * from final
