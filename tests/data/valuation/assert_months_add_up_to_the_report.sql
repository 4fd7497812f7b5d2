-- The months of the reporting period add up to Inventory Valuation of the period, item by item. Only where the period
-- begins and ends with a month. Internal transfers leave both sides, as in the report without location filter.

{%- set measures = inventory_measures() | list %}
{%- set figures = ['cost_posted_to_gl', 'expected_cost_posted_to_gl'] %}
{%- for name in measures %}{% for side in ['opening', 'increase', 'decrease', 'closing'] %}
{%- do figures.append(side ~ '_' ~ name) %}{% endfor %}{% endfor %}

with period as (
    select * from {{ ref('int_reporting_period') }}
    where
        period_start = {{ first_day_of_month('period_start') }}
        and period_end = {{ last_day_of_month('period_end') }}
),

months as (
    select * from {{ ref('fct_inventory_valuation_monthly') }}
),

report as (
    select rpt_inventory_valuation.*
    from {{ ref('rpt_inventory_valuation') }} as rpt_inventory_valuation
    inner join period
        on rpt_inventory_valuation.period_start = period.period_start
),

sides as (
    select
        months.company,
        months.item_no,
        {%- for name in measures %}
        coalesce(sum(
            months.increase_{{ name }} - months.decrease_{{ name }} + months.unassigned_{{ name }}
        ) filter (where months.month_start < period.period_start), 0) as opening_{{ name }},
        coalesce(sum(
            months.increase_{{ name }} - months.internal_transfer_{{ name }}
        ) filter (where months.month_start >= period.period_start), 0) as increase_{{ name }},
        coalesce(sum(
            months.decrease_{{ name }} - months.internal_transfer_{{ name }}
        ) filter (where months.month_start >= period.period_start), 0) as decrease_{{ name }},
        {%- endfor %}
        sum(months.month_cost_posted_to_gl) as cost_posted_to_gl,
        sum(months.month_expected_cost_posted_to_gl) as expected_cost_posted_to_gl
    from months
    cross join period
    where months.month_start <= period.period_end
    group by months.company, months.item_no
),

summed_months as (
    select
        {%- for name in measures %}
        sides.opening_{{ name }} + sides.increase_{{ name }} - sides.decrease_{{ name }} as closing_{{ name }},
        {%- endfor %}
        sides.*
    from sides
),

-- an item whose figures are all nil has months but no row in the report
expected_rows as (
    select *
    from summed_months
    where
        false
        {%- for name in measures %}
        or opening_{{ name }} <> 0 or increase_{{ name }} <> 0 or decrease_{{ name }} <> 0
        {%- endfor %}
)

select
    coalesce(report.company, expected_rows.company) as company,
    coalesce(report.item_no, expected_rows.item_no) as item_no,
    report.closing_value as report_closing_value,
    expected_rows.closing_value as months_closing_value
from report
full outer join expected_rows
    on
        report.company = expected_rows.company
        and report.item_no = expected_rows.item_no
where
    false
    {%- for figure in figures %}
    or report.{{ figure }} is distinct from expected_rows.{{ figure }}
    {%- endfor %}
