{#- Days from a date to the date of the report. -#}
{% macro age_in_days(from_date, report_date) -%}
  {{ return(adapter.dispatch('age_in_days')(from_date, report_date)) }}
{%- endmacro %}

{% macro default__age_in_days(from_date, report_date) -%}
  datediff({{ report_date }}, {{ from_date }})
{%- endmacro %}

{% macro duckdb__age_in_days(from_date, report_date) -%}
  ({{ report_date }} - {{ from_date }})
{%- endmacro %}
