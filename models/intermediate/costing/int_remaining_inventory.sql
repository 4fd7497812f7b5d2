-- Item ledger entries with a remaining quantity on the valuation date, one row per entry; quantities signed as in BC.

{{ remaining_inventory(
    item_ledger_entries=ref('fct_item_ledger_entries'),
    item_applications=ref('fct_item_applications'),
    items=ref('dim_items'),
    valuation_date='(select valuation_date from ' ~ ref('int_reporting_period') ~ ')'
) }}
