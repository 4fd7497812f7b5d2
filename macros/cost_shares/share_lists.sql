{#- The shares whose sum is an entry's total. -#}
{% macro shares_of_total() -%}
  'direct_cost', 'indirect_cost', 'revaluation', 'rounding', 'variance'
{%- endmacro %}

{#- The shares that WIP Inventory prints without the entry's own. -#}
{% macro variance_shares() -%}
  'variance',
  'purchase_variance',
  'material_variance',
  'capacity_variance',
  'capacity_overhead_variance',
  'mfg_overhead_variance',
  'subcontracted_variance'
{%- endmacro %}

{#- Every share that is counted, one column each; material is what the named ones leave of direct_cost. -#}
{% macro report_shares() -%}
  {{ return([
    'direct_cost',
    'indirect_cost',
    'capacity',
    'capacity_overhead',
    'material_overhead',
    'subcontracted',
    'variance',
    'revaluation',
    'rounding',
    'purchase_variance',
    'material_variance',
    'capacity_variance',
    'capacity_overhead_variance',
    'mfg_overhead_variance',
    'subcontracted_variance'
  ]) }}
{%- endmacro %}

{#- One column per share: the sum of its amounts. -#}
{% macro amount_by_share() -%}
  {% for share in report_shares() -%}
  coalesce(sum(amount) filter (where share = '{{ share }}'), 0) as {{ share }}{{ ',' if not loop.last }}
  {% endfor %}
{%- endmacro %}

{#- An amount as the report prints it; an entry without value entries has none. -#}
{% macro report_amount(expression) -%}
  cast(coalesce({{ expression }}, 0) as decimal(38, 5))
{%- endmacro %}
