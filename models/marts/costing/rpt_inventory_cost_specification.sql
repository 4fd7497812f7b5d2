-- One row per company, item and cost entry type: quantity and cost of the stock on the valuation date.
-- BC's report Invt. Valuation - Cost Spec.: actual plus expected cost; negative stock is negative.

{{ inventory_cost_specification(
    remaining=ref('int_remaining_inventory'),
    costs=ref('int_inventory_costs'),
    value_entries=ref('fct_value_entries'),
    item_ledger_entries=ref('fct_item_ledger_entries'),
    items=ref('dim_items'),
    valuation_date='(select valuation_date from ' ~ ref('int_reporting_period') ~ ')'
) }}
