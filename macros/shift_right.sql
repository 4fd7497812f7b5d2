{#- A whole number divided by 2^bits, rounded down: the division of whole numbers that every engine does exactly. -#}
{% macro shift_right(number, bits) -%}
  {{ return(adapter.dispatch('shift_right')(number, bits)) }}
{%- endmacro %}

{% macro default__shift_right(number, bits) -%}
  shiftright({{ number }}, {{ bits }})
{%- endmacro %}

{% macro duckdb__shift_right(number, bits) -%}
  ({{ number }} >> {{ bits }})
{%- endmacro %}
