{#- The cost entry types that BC's report prints for every item. -#}
{% macro printed_cost_entry_types() -%}
(
    select 'Direct Cost' as entry_type
    union all select 'Revaluation' as entry_type
    union all select 'Rounding' as entry_type
    union all select 'Indirect Cost' as entry_type
    union all select 'Variance' as entry_type
)
{%- endmacro %}


{#-
  The cost specification: one row per item and entry type. Every inventory item with an entry up to the date shows all
  five entry types; any other (non-inventory cost, or one that BC does not know) shows where the item has it, so that no
  amount gets lost between the specification, the layers and the inventory value.
-#}
{% macro inventory_cost_specification(
    remaining, costs, value_entries, item_ledger_entries, items, valuation_date
) -%}
with reported_items as (
    select
        items.company,
        items.item_no,
        items.item_description
    from {{ item_ledger_entries }} as entries
    inner join {{ items }} as items
        on entries.company = items.company and entries.item_no = items.item_no
    where
        items.is_inventory_item
        and not entries.drop_shipment
        and entries.posting_date <= {{ valuation_date }}
    group by items.company, items.item_no, items.item_description
),

remaining_quantities as (
    select
        company,
        item_no,
        sum(remaining_quantity) as remaining_quantity
    from {{ remaining }}
    group by company, item_no
),

costs as (
    select
        company,
        item_no,
        entry_type,
        sum(cost) as amount
    from {{ costs }}
    group by company, item_no, entry_type
),

-- Occurring is enough: the entry that has such cost need not remain, and its cost may be 0.
other_entry_types as (
    select
        entries.company,
        entries.item_no,
        value_entries.entry_type
    from {{ value_entries }} as value_entries
    inner join {{ item_ledger_entries }} as entries
        on value_entries.item_ledger_entry_key = entries.item_ledger_entry_key
    where
        value_entries.entry_type not in (select entry_type from {{ printed_cost_entry_types() }} as printed)
        and value_entries.posting_date <= {{ valuation_date }}
        and not entries.drop_shipment
        and entries.posting_date <= {{ valuation_date }}
    group by entries.company, entries.item_no, value_entries.entry_type
),

rows_to_show as (
    select
        reported_items.company,
        reported_items.item_no,
        reported_items.item_description,
        printed.entry_type
    from reported_items
    cross join {{ printed_cost_entry_types() }} as printed

    union all

    select
        reported_items.company,
        reported_items.item_no,
        reported_items.item_description,
        other_entry_types.entry_type
    from reported_items
    inner join other_entry_types
        on
            reported_items.company = other_entry_types.company
            and reported_items.item_no = other_entry_types.item_no
),

specification as (
    select
        rows_to_show.company,
        rows_to_show.item_no,
        rows_to_show.item_description,
        rows_to_show.entry_type,
        coalesce(remaining_quantities.remaining_quantity, 0) as remaining_quantity,
        coalesce(costs.amount, 0) as amount
    from rows_to_show
    left join remaining_quantities
        on
            rows_to_show.company = remaining_quantities.company
            and rows_to_show.item_no = remaining_quantities.item_no
    left join costs
        on
            rows_to_show.company = costs.company
            and rows_to_show.item_no = costs.item_no
            and rows_to_show.entry_type = costs.entry_type
),

final as (
    select
        company,
        item_no,
        item_description,
        {{ valuation_date }} as valuation_date,
        entry_type,
        remaining_quantity,
        coalesce(
            {{ exact_divide('amount', 'abs(remaining_quantity)', scale=10, input_scale=10) }}, cast(0 as decimal(38, 10))
        ) as cost_per_unit,
        -- Rounded after the division: a cent's fraction over a tenth of a kilogram shows in the unit cost.
        cast(amount as decimal(38, 5)) as amount
    from specification
)

select * from final
{%- endmacro %}


{#-
  The layers: entries with a remaining quantity, at the entry's own unit cost, or at the item's average. An average item whose
  total remaining quantity is 0 has no average, so its layers are worth nothing.
-#}
{% macro inventory_cost_layers(remaining, costs, valuation_date) -%}
with remaining as (
    select * from {{ remaining }}
),

entry_costs as (
    select
        item_ledger_entry_key,
        sum(cost) as cost
    from {{ costs }}
    where item_ledger_entry_key <> 0
    group by item_ledger_entry_key
),

average_costs as (
    select
        company,
        item_no,
        cast(sum(cost) as decimal(38, 5)) as cost
    from {{ costs }}
    where item_ledger_entry_key = 0
    group by company, item_no
),

average_quantities as (
    select
        company,
        item_no,
        sum(remaining_quantity) as quantity
    from remaining
    where costing_method = 'Average'
    group by company, item_no
),

layers as (
    select
        remaining.*,
        case
            when remaining.costing_method = 'Average'
                then {{ exact_divide(
                    ['average_costs.cost', 'remaining.remaining_quantity'], 'average_quantities.quantity', scale=10
                ) }}
            else entry_costs.cost
        end as remaining_value,
        case
            when remaining.costing_method = 'Average'
                then {{ exact_divide('average_costs.cost', 'average_quantities.quantity', scale=10) }}
            else {{ exact_divide('entry_costs.cost', 'remaining.remaining_quantity', scale=10, input_scale=10) }}
        end as cost_per_unit
    from remaining
    left join entry_costs
        on remaining.item_ledger_entry_key = entry_costs.item_ledger_entry_key
    left join average_quantities
        on remaining.company = average_quantities.company and remaining.item_no = average_quantities.item_no
    left join average_costs
        on remaining.company = average_costs.company and remaining.item_no = average_costs.item_no
),

final as (
    select
        company,
        item_no,
        variant_code,
        location_code,
        item_ledger_entry_no,
        posting_date,
        entry_type,
        document_no,
        remaining_quantity,
        coalesce(cost_per_unit, cast(0 as decimal(38, 10))) as cost_per_unit,
        coalesce(remaining_value, cast(0 as decimal(38, 10))) as remaining_value,
        cast({{ age_in_days('posting_date', valuation_date) }} as bigint) as age_days
    from layers
)

select * from final
{%- endmacro %}
