-- The functions, asked for the reporting period, answer row for row as the reports.

{%- set period_start = '(select period.period_start from ' ~ ref('int_reporting_period') ~ ' as period)' %}
{%- set period_end = '(select period.period_end from ' ~ ref('int_reporting_period') ~ ' as period)' %}
{%- set pairs = {
    'rpt_inventory_valuation': 'inventory_valuation_between',
    'rpt_inventory_valuation_by_location': 'inventory_valuation_by_location_between',
} %}

with
{%- for report, function in pairs.items() %}
{{ function }}_rows as (
    select * from {{ ref(function) }}({{ period_start }}, {{ period_end }})
),

{{ report }}_only as (
    select * from {{ ref(report) }}
    except
    select * from {{ function }}_rows
),

{{ function }}_only as (
    select * from {{ function }}_rows
    except
    select * from {{ ref(report) }}
),
{% endfor %}

differences as (
    {%- for side in pairs | list + pairs.values() | list %}
    select
        '{{ side }}' as only_in,
        company,
        item_no,
        closing_value_incl_expected
    from {{ side }}_only
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select * from differences
