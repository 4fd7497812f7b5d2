{#- Date arithmetic whose result is a DATE on every engine. -#}

{% macro first_day_of_month(date) -%}
  cast(date_trunc('month', {{ date }}) as date)
{%- endmacro %}

{% macro last_day_of_month(date) -%}
  last_day({{ date }})
{%- endmacro %}

{% macro add_days(date, days) -%}
  {{ return(adapter.dispatch('add_days')(date, days)) }}
{%- endmacro %}

{% macro default__add_days(date, days) -%}
  date_add({{ date }}, {{ days }})
{%- endmacro %}

{% macro duckdb__add_days(date, days) -%}
  ({{ date }} + ({{ days }}))
{%- endmacro %}
