{#- BC's Inventory Valuation - WIP (report 5802), written once for the report, its monthly history and the function. -#}

{#- Once the expected output of an order is cleared, BC takes the revaluations out again. -#}
{% macro wip_without_revaluation(amount, revaluation, expected_output_to_date) -%}
    case when {{ expected_output_to_date }} = 0 then {{ amount }} - {{ revaluation }} else {{ amount }} end
{%- endmacro %}

{#- A finished order whose lines are all invoiced is left out of every period that starts after its last value entry. -#}
{% macro is_settled_production_order(status, has_uninvoiced_lines, last_entry_date, period_start) -%}
    ({{ status }} = 'Finished' and not {{ has_uninvoiced_lines }} and {{ last_entry_date }} < {{ period_start }})
{%- endmacro %}

{#- One row per production order that BC reports for the period of two date expressions. -#}
{% macro wip_valuation(movements, orders, period_start, period_end) -%}
with movements as (
    select
        *,
        posting_date < {{ period_start }} as is_before,
        posting_date between {{ period_start }} and {{ period_end }} as is_within,
        posting_date <= {{ period_end }} as is_to_date
    from {{ movements }}
),

figures as (
    select
        company,
        production_order_no,
        max(posting_date) as last_entry_date,
        coalesce(sum(opening_effect) filter (where is_before), 0) as opening_value,
        coalesce(sum(consumption) filter (where is_within), 0) as consumption_value,
        coalesce(sum(capacity) filter (where is_within), 0) as capacity_value,
        coalesce(sum(output) filter (where is_within), 0) as output_value,
        coalesce(sum(output_revaluation) filter (where is_within), 0) as output_revaluation,
        coalesce(sum(expected_output) filter (where is_to_date), 0) as expected_output_to_date,
        coalesce(sum(posted) filter (where is_to_date), 0) as posted,
        coalesce(sum(posted_revaluation) filter (where is_to_date), 0) as posted_revaluation
    from movements
    group by company, production_order_no
    having count(*) filter (where is_to_date) > 0
),

reported as (
    select
        orders.company,
        orders.production_order_no,
        orders.status,
        orders.description,
        orders.source_type,
        orders.source_no,
        figures.opening_value,
        figures.consumption_value,
        figures.capacity_value,
        {{ wip_without_revaluation(
            'figures.output_value', 'figures.output_revaluation', 'figures.expected_output_to_date'
        ) }} as output_value,
        {{ wip_without_revaluation(
            'figures.posted', 'figures.posted_revaluation', 'figures.expected_output_to_date'
        ) }} as cost_posted_to_gl
    from {{ orders }} as orders
    inner join figures
        on
            orders.company = figures.company
            and orders.production_order_no = figures.production_order_no
    where
        orders.is_reported_status
        and not {{ is_settled_production_order(
            'orders.status', 'orders.has_uninvoiced_lines', 'figures.last_entry_date', period_start
        ) }}
),

closed as (
    select
        *,
        opening_value + consumption_value + capacity_value + output_value as closing_value
    from reported
),

final as (
    select
        company,
        production_order_no,
        status,
        description,
        source_type,
        source_no,
        {{ period_start }} as period_start,
        {{ period_end }} as period_end,
        opening_value,
        consumption_value,
        capacity_value,
        output_value,
        closing_value,
        cost_posted_to_gl,
        closing_value = 0 and cost_posted_to_gl = 0 as is_zero_line
    from closed
)

select * from final
{%- endmacro %}
