-- The functions, asked for the reporting period, answer row for row as the reports.

{%- set period_start = '(select period.period_start from ' ~ ref('int_reporting_period') ~ ' as period)' %}
{%- set period_end = '(select period.period_end from ' ~ ref('int_reporting_period') ~ ' as period)' %}

{% for report, function in {
    'rpt_inventory_valuation': 'inventory_valuation_between',
    'rpt_inventory_valuation_by_location': 'inventory_valuation_by_location_between',
}.items() %}
{% set answer = ref(function) ~ '(' ~ period_start ~ ', ' ~ period_end ~ ')' %}
(
    select '{{ function }} only' as difference, company, item_no, closing_value, closing_value_incl_expected
    from (select * from {{ answer }} except select * from {{ ref(report) }}) as only_in_function
)
union all
(
    select '{{ report }} only' as difference, company, item_no, closing_value, closing_value_incl_expected
    from (select * from {{ ref(report) }} except select * from {{ answer }}) as only_in_report
)
{{ 'union all' if not loop.last }}
{% endfor %}
