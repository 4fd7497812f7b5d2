{#- An amount for people: no sign, two decimals, thousands separated: 1,250.00. -#}
{% macro format_amount(amount) -%}
  {{ return(adapter.dispatch('format_amount')(amount)) }}
{%- endmacro %}

{% macro duckdb__format_amount(amount) -%}
  format('{:,}', cast(trunc(round(abs({{ amount }}), 2)) as bigint))
  || '.' || lpad(cast(cast(round(abs({{ amount }}), 2) * 100 as bigint) % 100 as varchar), 2, '0')
{%- endmacro %}

{% macro default__format_amount(amount) -%}
  format_number(abs({{ amount }}), 2)
{%- endmacro %}
