-- rpt_wip_valuation for any period: select * from marts.wip_valuation_between('2026-01-01', '2026-03-31').
{{ config(materialized='published_function', parameters=['from_date', 'to_date']) }}

{{ wip_valuation(
    movements=ref('fct_wip_movements'),
    orders=ref('fct_wip_orders'),
    period_start='cast(from_date as date)',
    period_end='cast(to_date as date)'
) }}
