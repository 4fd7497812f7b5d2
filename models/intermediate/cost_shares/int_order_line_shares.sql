-- What an order line's output is made of, over all time: one row per order line (Inventory Adjmt. Entry (Order)).
-- Costs put into the order are positive. BC rounds the figures one after the other and carries what a rounding cut off
-- into the next figure that is not zero; here the unrounded figures stay whole fractions, so that no carry is lost.
-- The line's capacity is its share of the routing that several order lines may have in common.

with order_lines as (
    select
        company,
        company_no,
        order_type,
        order_no,
        order_line_no,
        item_no,
        routing_no,
        routing_reference_no,
        indirect_cost_pct,
        overhead_rate,
        -- An assembly order is one line, whatever line number its entries carry.
        case when order_type = 'Production' then order_line_no else 0 end as entries_line_no
    from {{ ref('stg_bc__inventory_adjmt_entry_orders') }}
),

order_entries as (
    select
        company_no,
        item_ledger_entry_key,
        entry_type,
        positive,
        quantity,
        order_type,
        order_no,
        case when order_type = 'Production' then order_line_no else 0 end as entries_line_no
    from {{ ref('stg_bc__item_ledger_entries') }}
    where
        order_no <> ''
        and entry_type in ('Output', 'Assembly Output', 'Consumption', 'Assembly Consumption')
),

value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

capacity_ledger_entries as (
    select * from {{ ref('stg_bc__capacity_ledger_entries') }}
),

manufacturing_setups as (
    select
        company_no,
        max(case when inc_non_inv_cost_to_prod then 1 else 0 end) = 1 as includes_non_inventory_cost
    from {{ ref('stg_bc__manufacturing_setups') }}
    group by company_no
),

amount_rounding as (
    select
        company_no,
        max(amount_rounding_precision) as amount_rounding_precision
    from {{ ref('stg_bc__general_ledger_setups') }}
    group by company_no
),

output as (
    select
        company_no,
        order_type,
        order_no,
        entries_line_no,
        sum(quantity) as output_quantity
    from order_entries
    where entry_type in ('Output', 'Assembly Output')
    group by company_no, order_type, order_no, entries_line_no
),

consumption_entries as (
    select
        entries.company_no,
        entries.item_ledger_entry_key,
        entries.order_type,
        entries.order_no,
        entries.entries_line_no,
        entries.positive,
        coalesce(setup.includes_non_inventory_cost, false) as includes_non_inventory_cost
    from order_entries as entries
    left join manufacturing_setups as setup
        on entries.company_no = setup.company_no
    where entries.entry_type in ('Consumption', 'Assembly Consumption')
),

consumption_cost as (
    select
        consumption.item_ledger_entry_key,
        count(*) filter (
            where consumption.includes_non_inventory_cost or value_entries.inventoriable
        ) as counted_value_entries,
        coalesce(sum(value_entries.cost_amount_actual) filter (
            where consumption.includes_non_inventory_cost or value_entries.inventoriable
        ), 0) as actual_cost,
        coalesce(sum(value_entries.cost_amount_non_invtbl) filter (
            where consumption.includes_non_inventory_cost or value_entries.inventoriable
        ), 0) as non_inventory_cost,
        coalesce(sum(value_entries.cost_amount_actual) filter (
            where value_entries.entry_type = 'Revaluation'
        ), 0) as revaluation
    from consumption_entries as consumption
    inner join value_entries
        on consumption.item_ledger_entry_key = value_entries.item_ledger_entry_key
    where value_entries.entry_type <> 'Rounding'
    group by consumption.item_ledger_entry_key
),

consumed_material as (
    select
        consumption.company_no,
        consumption.order_type,
        consumption.order_no,
        consumption.entries_line_no,
        sum(
            -cost.actual_cost
            - case when consumption.includes_non_inventory_cost then 0 else cost.non_inventory_cost end
            -- A consumption taken back is worth what it was when it came back: its revaluation is not the order's.
            + case when consumption.positive and cost.counted_value_entries > 0 then cost.revaluation else 0 end
        ) as material,
        sum(
            case when consumption.includes_non_inventory_cost then -cost.non_inventory_cost else 0 end
        ) as non_inventory
    from consumption_entries as consumption
    inner join consumption_cost as cost
        on consumption.item_ledger_entry_key = cost.item_ledger_entry_key
    group by consumption.company_no, consumption.order_type, consumption.order_no, consumption.entries_line_no
),

capacity_cost as (
    select
        capacity_ledger_entry_key,
        sum(cost_amount_actual) filter (where entry_type = 'Direct Cost') as direct_cost,
        sum(cost_amount_actual) filter (where entry_type = 'Indirect Cost') as overhead
    from value_entries
    where
        capacity_ledger_entry_no <> 0
        and entry_type in ('Direct Cost', 'Indirect Cost')
    group by capacity_ledger_entry_key
),

routing_by_line as (
    select
        entries.company_no,
        entries.order_type,
        entries.order_no,
        entries.routing_no,
        entries.routing_reference_no,
        entries.item_no,
        entries.order_line_no,
        sum(entries.output_quantity) as output_quantity,
        coalesce(sum(cost.direct_cost) filter (where not entries.subcontracting), 0) as capacity,
        coalesce(sum(cost.direct_cost) filter (where entries.subcontracting), 0) as subcontracted,
        coalesce(sum(cost.overhead), 0) as capacity_overhead
    from capacity_ledger_entries as entries
    left join capacity_cost as cost
        on entries.capacity_ledger_entry_key = cost.capacity_ledger_entry_key
    where entries.order_no <> ''
    group by
        entries.company_no,
        entries.order_type,
        entries.order_no,
        entries.routing_no,
        entries.routing_reference_no,
        entries.item_no,
        entries.order_line_no
),

routings as (
    select
        company_no,
        order_type,
        order_no,
        routing_no,
        routing_reference_no,
        item_no,
        sum(output_quantity) as output_quantity,
        sum(capacity) as capacity,
        sum(subcontracted) as subcontracted,
        sum(capacity_overhead) as capacity_overhead
    from routing_by_line
    group by company_no, order_type, order_no, routing_no, routing_reference_no, item_no
),

gathered as (
    select
        order_lines.company,
        order_lines.company_no,
        order_lines.order_type,
        order_lines.order_no,
        order_lines.order_line_no,
        order_lines.item_no,
        cast(order_lines.indirect_cost_pct as decimal(38, 5)) as indirect_cost_pct,
        cast(order_lines.overhead_rate as decimal(38, 5)) as overhead_rate,
        cast(coalesce(output.output_quantity, 0) as decimal(38, 5)) as output_quantity,
        cast(coalesce(consumed_material.material, 0) as decimal(38, 5)) as material,
        cast(coalesce(consumed_material.non_inventory, 0) as decimal(38, 5)) as non_inventory,
        cast(coalesce(routings.capacity, 0) as decimal(38, 5)) as routing_capacity,
        cast(coalesce(routings.subcontracted, 0) as decimal(38, 5)) as routing_subcontracted,
        cast(coalesce(routings.capacity_overhead, 0) as decimal(38, 5)) as routing_capacity_overhead,
        case
            when order_lines.order_type = 'Assembly' or coalesce(routings.output_quantity, 0) = 0
                then cast(1 as decimal(38, 5))
            else cast(coalesce(routing_by_line.output_quantity, 0) as decimal(38, 5))
        end as share_numerator,
        case
            when order_lines.order_type = 'Assembly' or coalesce(routings.output_quantity, 0) = 0
                then cast(1 as decimal(38, 5))
            else cast(routings.output_quantity as decimal(38, 5))
        end as share_denominator,
        cast(
            coalesce(nullif(amount_rounding.amount_rounding_precision, 0), 0.01) as decimal(38, 5)
        ) as amount_rounding_precision
    from order_lines
    left join output
        on
            order_lines.company_no = output.company_no
            and order_lines.order_type = output.order_type
            and order_lines.order_no = output.order_no
            and order_lines.entries_line_no = output.entries_line_no
    left join consumed_material
        on
            order_lines.company_no = consumed_material.company_no
            and order_lines.order_type = consumed_material.order_type
            and order_lines.order_no = consumed_material.order_no
            and order_lines.entries_line_no = consumed_material.entries_line_no
    left join routings
        on
            order_lines.company_no = routings.company_no
            and order_lines.order_type = routings.order_type
            and order_lines.order_no = routings.order_no
            and order_lines.routing_no = routings.routing_no
            and order_lines.routing_reference_no = routings.routing_reference_no
            and order_lines.item_no = routings.item_no
    left join routing_by_line
        on
            order_lines.company_no = routing_by_line.company_no
            and order_lines.order_type = routing_by_line.order_type
            and order_lines.order_no = routing_by_line.order_no
            and order_lines.routing_no = routing_by_line.routing_no
            and order_lines.routing_reference_no = routing_by_line.routing_reference_no
            and order_lines.item_no = routing_by_line.item_no
            and order_lines.order_line_no = routing_by_line.order_line_no
    left join amount_rounding
        on order_lines.company_no = amount_rounding.company_no
),

-- Every figure times the denominator of the line's share, so that a third of a routing is still exact.
unrounded as (
    select
        *,
        cast(material * share_denominator as decimal(38, 10)) as material_x,
        cast(routing_capacity * share_numerator as decimal(38, 10)) as capacity_x,
        cast(routing_subcontracted * share_numerator as decimal(38, 10)) as subcontracted_x,
        cast(routing_capacity_overhead * share_numerator as decimal(38, 10)) as capacity_overhead_x,
        cast(non_inventory * share_denominator as decimal(38, 10)) as non_inventory_x
    from gathered
),

{% set step = namespace(carried='0', previous='unrounded') %}
{%- for figure in ['material', 'capacity', 'subcontracted', 'capacity_overhead', 'non_inventory'] %}
{{ figure }}_rounded as (
    select
        *,
        case
            when {{ figure }}_x = 0 then cast(0 as decimal(38, 5))
            else
                {{ round_to_precision(
                    figure ~ '_x + ' ~ step.carried, 'share_denominator', 'amount_rounding_precision'
                ) }}
        end as rounded_{{ figure }}
    from {{ step.previous }}
),

{{ figure }}_carried as (
    select
        *,
        cast(
            {{ step.carried }} + {{ figure }}_x - rounded_{{ figure }} * share_denominator as decimal(38, 10)
        ) as carried_after_{{ figure }}
    from {{ figure }}_rounded
),
{% set step.carried = 'carried_after_' ~ figure %}
{% set step.previous = figure ~ '_carried' %}
{%- endfor %}

final as (
    select
        company,
        company_no,
        order_type,
        order_no,
        order_line_no,
        item_no,
        output_quantity,
        share_numerator as capacity_share_numerator,
        share_denominator as capacity_share_denominator,
        cast(
            {{ exact_divide('share_numerator', 'share_denominator', scale=18) }} as decimal(38, 18)
        ) as capacity_share,
        rounded_material as material,
        rounded_capacity as capacity,
        rounded_subcontracted as subcontracted,
        rounded_capacity_overhead as capacity_overhead,
        rounded_non_inventory as non_inventory,
        {{ round_to_precision(
            '(rounded_material + rounded_capacity + rounded_subcontracted + rounded_capacity_overhead'
            ~ ' + rounded_non_inventory) * indirect_cost_pct + 100 * overhead_rate * output_quantity',
            '100',
            'amount_rounding_precision'
        ) }} as manufacturing_overhead
    from {{ step.previous }}
)

select * from final
