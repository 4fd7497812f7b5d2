{#- A parameter of the build: the dbt var, else the environment variable BC_<NAME>, else ''. -#}
{% macro parameter(name) %}
  {{ return(var(name, none) or env_var('BC_' ~ name | upper, '')) }}
{% endmacro %}

{#- A date parameter as a SQL literal, or a null date where it is not given. -#}
{% macro date_parameter(name) %}
  {%- set value = parameter(name) | string | trim -%}
  {%- if value and not is_date(value) -%}
    {%- do raise_bad_parameter(
        name, value, 'Give a date as YYYY-MM-DD, for example 2026-03-31',
        'dbt var ' ~ name ~ ' or environment variable BC_' ~ name | upper) -%}
  {%- endif -%}
  {{ return("cast('" ~ value ~ "' as date)" if value else 'cast(null as date)') }}
{% endmacro %}

{% macro raise_bad_parameter(name, value, advice, origin) %}
  {%- do exceptions.raise_compiler_error(
      'Parameter ' ~ name ~ ' is "' ~ value ~ '". ' ~ advice ~ ' (' ~ origin ~ ').') -%}
{% endmacro %}

{% macro is_date(text) %}
  {%- set parts = modules.re.fullmatch('(\d{4})-(\d{2})-(\d{2})', text) -%}
  {%- if not parts -%}{{ return(false) }}{%- endif -%}
  {%- set year, month, day = parts.group(1) | int, parts.group(2) | int, parts.group(3) | int -%}
  {%- set leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
  {%- set last_days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] -%}
  {{ return(year >= 1 and 1 <= month <= 12 and 1 <= day <= last_days[month - 1]) }}
{% endmacro %}

{#- Stops a build whose reporting period would end before it starts. -#}
{% macro check_period() %}
  {%- set from, to = parameter('period_start') | string | trim, parameter('period_end') | string | trim -%}
  {%- if is_date(from) and is_date(to) and from > to -%}
    {%- do exceptions.raise_compiler_error(
        'The reporting period ends before it starts: period_start is ' ~ from ~ ', period_end is ' ~ to
        ~ ' (dbt vars, or environment variables BC_PERIOD_START and BC_PERIOD_END).') -%}
  {%- endif -%}
{% endmacro %}
