-- Inventory Valuation (BC report 1001) of the period, one row per company, item, variant and location with a figure.
-- As BC prints it filtered to that variant and location: a transfer decreases one place and increases the other.

{{ inventory_valuation(
    value_entries=ref('fct_value_entries'),
    items=ref('dim_items'),
    period=ref('int_reporting_period'),
    by_location=true
) }}
