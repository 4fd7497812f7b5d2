-- Layers and specification agree item by item, in quantity exactly and in value to half a cent; an average item whose
-- layers cancel to quantity 0 keeps its amount in the specification alone. Ageing buckets hold what the layers hold.

with layers as (
    select
        company,
        item_no,
        sum(remaining_quantity) as quantity,
        sum(remaining_value) as value
    from {{ ref('fct_inventory_cost_layers') }}
    group by company, item_no
),

ageing as (
    select
        company,
        item_no,
        sum(quantity) as quantity,
        sum(value) as value
    from {{ ref('rpt_inventory_ageing') }}
    group by company, item_no
),

specification as (
    select
        company,
        item_no,
        max(remaining_quantity) as quantity,
        sum(amount) as value
    from {{ ref('rpt_inventory_cost_specification') }}
    group by company, item_no
),

average_items as (
    select
        company,
        item_no
    from {{ ref('dim_items') }}
    where costing_method = 'Average'
),

compared as (
    select
        coalesce(specification.company, layers.company) as company,
        coalesce(specification.item_no, layers.item_no) as item_no,
        coalesce(specification.quantity, 0) as specified_quantity,
        coalesce(layers.quantity, 0) as layer_quantity,
        coalesce(ageing.quantity, 0) as ageing_quantity,
        case
            when average_items.item_no is not null and specification.quantity = 0 then 0
            else coalesce(specification.value, 0)
        end as specified_value,
        coalesce(layers.value, 0) as layer_value,
        coalesce(ageing.value, 0) as ageing_value
    from specification
    full outer join layers
        on specification.company = layers.company and specification.item_no = layers.item_no
    left join ageing
        on layers.company = ageing.company and layers.item_no = ageing.item_no
    left join average_items
        on specification.company = average_items.company and specification.item_no = average_items.item_no
)

select * from compared
where
    specified_quantity <> layer_quantity
    or ageing_quantity <> layer_quantity
    or abs(specified_value - layer_value) >= 0.005
    or ageing_value <> layer_value
