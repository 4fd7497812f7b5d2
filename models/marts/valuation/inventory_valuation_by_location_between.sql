-- Inventory Valuation (BC report 1001) of any period, one row per company, item, variant and location with a figure:
-- select * from marts.inventory_valuation_by_location_between('2026-01-01', '2026-02-28')

{{ config(materialized='published_function', parameters=['from_date', 'to_date']) }}

{{ inventory_valuation(
    value_entries=ref('fct_value_entries'),
    items=ref('dim_items'),
    period='(select cast(from_date as date) as period_start, cast(to_date as date) as period_end)',
    by_location=true
) }}
