{#-
  amount * weight; 0 where applications of a damaged ledger make a weight so large that the product leaves the decimal's
  range. What is not explained that way is the element unassigned.
-#}
{% macro part_by_weight(amount, weight) -%}
  {{ return(adapter.dispatch('part_by_weight')(amount, weight)) }}
{%- endmacro %}

{% macro duckdb__part_by_weight(amount, weight) -%}
  cast(coalesce(try({{ amount }} * {{ weight }}), 0) as decimal(38, 12))
{%- endmacro %}
