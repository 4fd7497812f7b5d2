{#- A row per month between two first days of months: a select expression that multiplies its row. -#}
{% macro each_month(first_month, last_month) -%}
  {{ return(adapter.dispatch('each_month')(first_month, last_month)) }}
{%- endmacro %}

{% macro default__each_month(first_month, last_month) -%}
  explode(sequence({{ first_month }}, {{ last_month }}, interval 1 month))
{%- endmacro %}

{% macro duckdb__each_month(first_month, last_month) -%}
  cast(unnest(generate_series({{ first_month }}, {{ last_month }}, interval 1 month)) as date)
{%- endmacro %}
