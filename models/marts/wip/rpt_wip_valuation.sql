-- One row per company, status and production order that BC's report Inventory Valuation - WIP shows for the period.
-- Sign: + is value in WIP; output is negative when it takes value out.

{{ wip_valuation(
    movements=ref('fct_wip_movements'),
    orders=ref('fct_wip_orders'),
    period_start='(select period_start from ' ~ ref('int_reporting_period') ~ ')',
    period_end='(select period_end from ' ~ ref('int_reporting_period') ~ ')'
) }}
