{#- Shares are exact to eight decimals, every product rounded once, half away from zero. -#}
{% macro share_amount(expression) -%}
  cast({{ expression }} as decimal(38, 8))
{%- endmacro %}

{#- The part quantity / whole of an amount. -#}
{% macro part_of_amount(amount, quantity, whole) -%}
  {{ exact_divide([amount, quantity], whole, scale=8, input_scale=8) }}
{%- endmacro %}
