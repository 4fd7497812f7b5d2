-- Cost on the valuation date by entry type: one row per remaining item ledger entry, or per average item (entry key 0).
-- Sign: stock on hand positive, negative stock negative. Actual plus expected cost.

{{ inventory_costs(
    remaining=ref('int_remaining_inventory'),
    value_entries=ref('fct_value_entries'),
    item_ledger_entries=ref('fct_item_ledger_entries'),
    items=ref('dim_items'),
    valuation_date='(select valuation_date from ' ~ ref('int_reporting_period') ~ ')'
) }}
