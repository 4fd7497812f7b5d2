{#- Date arithmetic whose result is a DATE on every engine. -#}

{% macro first_day_of_month(date) -%}
  cast(date_trunc('month', {{ date }}) as date)
{%- endmacro %}

{% macro first_day_of_year(date) -%}
  cast(date_trunc('year', {{ date }}) as date)
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

{#- A relation of one row per day from the first to the last date (scalar expressions), column calendar_date. -#}
{% macro days_between(first_date, last_date) -%}
  {{ return(adapter.dispatch('days_between')(first_date, last_date)) }}
{%- endmacro %}

{% macro default__days_between(first_date, last_date) -%}
  (select explode(sequence({{ first_date }}, {{ last_date }}, interval 1 day)) as calendar_date)
{%- endmacro %}

{% macro duckdb__days_between(first_date, last_date) -%}
  (select cast(unnest(generate_series({{ first_date }}, {{ last_date }}, interval 1 day)) as date) as calendar_date)
{%- endmacro %}

{#- Months since year 0 as a whole number, and the first day of such a month. -#}
{% macro month_no(date) -%}
  (extract(year from {{ date }}) * 12 + extract(month from {{ date }}) - 1)
{%- endmacro %}

{% macro first_day_of_month_no(month_no) -%}
  {{ return(adapter.dispatch('first_day_of_month_no')(month_no)) }}
{%- endmacro %}

{% macro default__first_day_of_month_no(month_no) -%}
  make_date(cast(floor(({{ month_no }}) / 12) as int), cast(({{ month_no }}) % 12 as int) + 1, 1)
{%- endmacro %}

{% macro duckdb__first_day_of_month_no(month_no) -%}
  make_date(({{ month_no }}) // 12, ({{ month_no }}) % 12 + 1, 1)
{%- endmacro %}

{#- In a select list: repeats the row once per whole number from the first to the last, not at all where last < first. -#}
{% macro every_number_between(first, last) -%}
  {{ return(adapter.dispatch('every_number_between')(first, last)) }}
{%- endmacro %}

{% macro default__every_number_between(first, last) -%}
  explode(case when {{ last }} >= {{ first }} then sequence({{ first }}, {{ last }}) else array() end)
{%- endmacro %}

{% macro duckdb__every_number_between(first, last) -%}
  unnest(range({{ first }}, {{ last }} + 1))
{%- endmacro %}

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
