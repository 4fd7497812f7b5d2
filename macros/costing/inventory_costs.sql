{#-
  The cost specification (BC report 5801) for any date, written once: the reports pass the models of the run and the
  valuation date, the on-demand functions pass published facts and their parameter. Every macro returns one select.
-#}

{#-
  Item ledger entries of inventory items up to the date, drop shipments aside, that still have a remaining quantity.
  The remaining quantity of a date is the entry's quantity plus everything applied to it by then.
-#}
{% macro remaining_inventory(item_ledger_entries, item_applications, items, valuation_date) -%}
with applied as (
    select
        item_ledger_entry_key,
        sum(applied_quantity) as applied_quantity
    from {{ item_applications }}
    where effective_date <= {{ valuation_date }}
    group by item_ledger_entry_key
),

final as (
    select
        entries.company,
        entries.item_no,
        items.costing_method,
        entries.item_ledger_entry_key,
        entries.item_ledger_entry_no,
        entries.variant_code,
        entries.location_code,
        entries.posting_date,
        entries.entry_type,
        entries.document_no,
        entries.quantity,
        entries.quantity + coalesce(applied.applied_quantity, 0) as remaining_quantity
    from {{ item_ledger_entries }} as entries
    inner join {{ items }} as items
        on entries.company = items.company and entries.item_no = items.item_no
    left join applied on entries.item_ledger_entry_key = applied.item_ledger_entry_key
    where
        items.is_inventory_item
        and not entries.drop_shipment
        and entries.posting_date <= {{ valuation_date }}
        and entries.quantity + coalesce(applied.applied_quantity, 0) <> 0
)

select * from final
{%- endmacro %}


{#-
  Cost by entry type on the date. Average items: one row per item, because all amounts of the item simply add up
  (item_ledger_entry_key 0). Other methods: one row per remaining entry, cost per unit of the entry x its remaining quantity.
  A partial revaluation is spread over the quantity it valued, every other amount over the quantity of the entry.
-#}
{% macro inventory_costs(remaining, value_entries, item_ledger_entries, items, valuation_date) -%}
with costed_entries as (
    select
        company,
        item_no,
        item_ledger_entry_key,
        item_ledger_entry_key as cost_key,
        abs(quantity) as quantity,
        abs(remaining_quantity) as remaining_quantity
    from {{ remaining }}
    where costing_method <> 'Average'

    union all

    select
        entries.company,
        entries.item_no,
        entries.item_ledger_entry_key,
        0 as cost_key,
        0 as quantity,
        0 as remaining_quantity
    from {{ item_ledger_entries }} as entries
    inner join {{ items }} as items
        on entries.company = items.company and entries.item_no = items.item_no
    where
        items.is_inventory_item
        and items.costing_method = 'Average'
        and not entries.drop_shipment
        and entries.posting_date <= {{ valuation_date }}
),

amounts as (
    select
        entries.company,
        entries.item_no,
        entries.cost_key,
        entries.remaining_quantity,
        value_entries.entry_type,
        case
            when value_entries.is_partial_revaluation and entries.quantity <> 0 then abs(value_entries.valued_quantity)
            else entries.quantity
        end as valued_quantity,
        sum(value_entries.cost_amount_incl_expected) as amount
    from {{ value_entries }} as value_entries
    inner join costed_entries as entries on value_entries.item_ledger_entry_key = entries.item_ledger_entry_key
    where value_entries.posting_date <= {{ valuation_date }}
    group by
        entries.company,
        entries.item_no,
        entries.cost_key,
        entries.remaining_quantity,
        value_entries.entry_type,
        case
            when value_entries.is_partial_revaluation and entries.quantity <> 0 then abs(value_entries.valued_quantity)
            else entries.quantity
        end
),

final as (
    select
        company,
        item_no,
        cost_key as item_ledger_entry_key,
        entry_type,
        sum(
            case
                when cost_key = 0 then cast(amount as decimal(38, 10))
                -- An entry of quantity 0 has no unit cost, and so no cost.
                else coalesce(
                    {{ exact_divide(['amount', 'remaining_quantity'], 'valued_quantity', scale=10) }},
                    cast(0 as decimal(38, 10))
                )
            end
        ) as cost
    from amounts
    group by company, item_no, cost_key, entry_type
)

select * from final
{%- endmacro %}
