{#-
  The Inventory Valuation report (BC report 1001) as one rule, for the rpt_ models (whose period is the build's) and the
  functions (whose period is the caller's). value_entries: fct_value_entries. items: dim_items. period: a relation of one
  row with period_start and period_end. by_location: as if filtered to each variant and location.

  An entry is opening (before the period), else increase or decrease by its direction; an entry of the period without a
  direction is in neither, yet BC's next opening counts it. Posted amounts count all of them.
-#}
{% macro inventory_valuation(value_entries, items, period, by_location=false) -%}
{%- set place = ['variant_code', 'location_code'] if by_location else [] -%}
{%- set direction = 'direction_at_location' if by_location else 'direction' -%}
{%- set measures = inventory_measures() -%}
{%- set signs = {'opening': '', 'increase': '', 'decrease': '-'} -%}
with period as (
    select
        reporting_period.period_start,
        reporting_period.period_end
    from {{ period }} as reporting_period
),

amounts_by_side as (
    select
        value_entries.company,
        value_entries.item_key,
        {%- for column in place %}
        value_entries.{{ column }},
        {%- endfor %}
        case
            when value_entries.posting_date < period.period_start then 'opening'
            else value_entries.{{ direction }}
        end as side,
        {%- for name, amount in measures.items() %}
        sum(value_entries.{{ amount }}) as {{ name }},
        {%- endfor %}
        sum(value_entries.cost_posted_to_gl) as cost_posted_to_gl,
        sum(value_entries.expected_cost_posted_to_gl) as expected_cost_posted_to_gl
    from {{ value_entries }} as value_entries
    cross join period
    where
        value_entries.is_inventory_item
        and value_entries.posting_date <= period.period_end
    group by all
),

figures as (
    select
        company,
        item_key,
        {%- for column in place %}
        {{ column }},
        {%- endfor %}
        {%- for name in measures %}
        {%- for side, sign in signs.items() %}
        coalesce(sum({{ sign }}{{ name }}) filter (where side = '{{ side }}'), 0) as {{ side }}_{{ name }},
        {%- endfor %}
        {%- endfor %}
        sum(cost_posted_to_gl) as cost_posted_to_gl,
        sum(expected_cost_posted_to_gl) as expected_cost_posted_to_gl
    from amounts_by_side
    group by all
),

final as (
    select
        figures.company,
        items.item_no,
        {%- for column in place %}
        figures.{{ column }},
        {%- endfor %}
        items.item_description,
        items.base_unit_of_measure,
        items.inventory_posting_group,
        items.costing_method,
        period.period_start,
        period.period_end,
        {%- for suffix in ['', '_incl_expected'] %}
        {%- for side in signs %}
        figures.{{ side }}_quantity{{ suffix }},
        figures.{{ side }}_value{{ suffix }},
        {%- endfor %}
        figures.opening_quantity{{ suffix }} + figures.increase_quantity{{ suffix }} - figures.decrease_quantity{{ suffix }}
            as closing_quantity{{ suffix }},
        figures.opening_value{{ suffix }} + figures.increase_value{{ suffix }} - figures.decrease_value{{ suffix }}
            as closing_value{{ suffix }},
        {%- endfor %}
        figures.cost_posted_to_gl,
        figures.expected_cost_posted_to_gl,
        figures.cost_posted_to_gl + figures.expected_cost_posted_to_gl as total_cost_posted_to_gl
    from figures
    inner join {{ items }} as items
        on figures.item_key = items.item_key
    cross join period
    where
        {%- for name in measures %}
        {%- for side in signs %}
        {% if not (loop.first and name == 'quantity') %}or {% endif %}figures.{{ side }}_{{ name }} <> 0
        {%- endfor %}
        {%- endfor %}
)

select * from final
{%- endmacro %}


{#- What the report measures, by the ending of its columns: invoiced quantity and actual cost, or with expected ones. -#}
{% macro inventory_measures() -%}
  {{ return({
      'quantity': 'invoiced_quantity',
      'value': 'cost_amount_actual',
      'quantity_incl_expected': 'item_ledger_entry_quantity',
      'value_incl_expected': 'cost_amount_incl_expected',
  }) }}
{%- endmacro %}
