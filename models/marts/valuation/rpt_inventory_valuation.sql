-- Inventory Valuation (BC report 1001) of the reporting period, one row per company and item with a figure.
-- Base units and LCY; decreases are positive. Both legs of a transfer fall into decrease and cancel.

{{ inventory_valuation(
    value_entries=ref('fct_value_entries'),
    items=ref('dim_items'),
    period=ref('int_reporting_period')
) }}
