{#- An amount for people: no sign, two decimals, thousands separated: 1,250.00. -#}
{% macro format_amount(amount) -%}
  {{ return(adapter.dispatch('format_amount')(amount)) }}
{%- endmacro %}

{% macro duckdb__format_amount(amount) -%}
  {%- set plain = 'cast(cast(round(abs(' ~ amount ~ '), 2) as decimal(38, 2)) as varchar)' -%}
  case
    when abs({{ amount }}) < 999 then {{ plain }}
    else format('{:,}', cast(trunc(round(abs({{ amount }}), 2)) as bigint)) || right({{ plain }}, 3)
  end
{%- endmacro %}

{% macro default__format_amount(amount) -%}
  format_number(abs({{ amount }}), 2)
{%- endmacro %}
