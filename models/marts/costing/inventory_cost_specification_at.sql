-- rpt_inventory_cost_specification on any date: select * from marts.inventory_cost_specification_at('2026-02-28').
{{ config(materialized='published_function', parameters=['as_of']) }}

with remaining_entries as (
    {{ remaining_inventory(
        item_ledger_entries=ref('fct_item_ledger_entries'),
        item_applications=ref('fct_item_applications'),
        items=ref('dim_items'),
        valuation_date='cast(as_of as date)'
    ) | indent(4) }}
),

costs_by_entry_type as (
    {{ inventory_costs(
        remaining='remaining_entries',
        value_entries=ref('fct_value_entries'),
        item_ledger_entries=ref('fct_item_ledger_entries'),
        items=ref('dim_items'),
        valuation_date='cast(as_of as date)'
    ) | indent(4) }}
),

final as (
    {{ inventory_cost_specification(
        remaining='remaining_entries',
        costs='costs_by_entry_type',
        value_entries=ref('fct_value_entries'),
        item_ledger_entries=ref('fct_item_ledger_entries'),
        items=ref('dim_items'),
        valuation_date='cast(as_of as date)'
    ) | indent(4) }}
)

select * from final
