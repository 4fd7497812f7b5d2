-- rpt_inventory_ageing on any date: select * from marts.inventory_ageing_at('2026-02-28').
{{ config(materialized='published_function', parameters=['as_of']) }}

{{ inventory_ageing(
    layers=ref('inventory_cost_layers_at') ~ '(as_of)',
    valuation_date='cast(as_of as date)'
) }}
