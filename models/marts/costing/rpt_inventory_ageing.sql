-- One row per company, item, location and age bucket: what lies in stock on the valuation date and for how long.
-- Built from the layers of that date, where BC's own ageing report takes today's remaining quantities for any date.

{{ inventory_ageing(
    layers=ref('fct_inventory_cost_layers'),
    valuation_date='(select valuation_date from ' ~ ref('int_reporting_period') ~ ')'
) }}
