-- The layers of the stock: one row per company and item ledger entry with a remaining quantity on the valuation date.
-- Quantity and value + for stock on hand, - for stock that is owed. Layers add up to the cost specification.

{{ inventory_cost_layers(
    remaining=ref('int_remaining_inventory'),
    costs=ref('int_inventory_costs'),
    valuation_date='(select valuation_date from ' ~ ref('int_reporting_period') ~ ')'
) }}
