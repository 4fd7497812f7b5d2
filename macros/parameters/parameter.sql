{#- A parameter of the build: the dbt var, else the environment variable BC_<NAME>, else ''. -#}
{% macro parameter(name) %}
  {{ return(var(name, none) or env_var('BC_' ~ name | upper, '')) }}
{% endmacro %}

{#- A date parameter as a SQL literal, or a null date where it is not given. -#}
{% macro date_parameter(name) %}
  {%- set value = parameter(name) | string | trim -%}
  {%- if value and not modules.re.fullmatch('\d{4}-\d{2}-\d{2}', value) -%}
    {%- do exceptions.raise_compiler_error(
        'Parameter ' ~ name ~ ' is "' ~ value ~ '". Give it as YYYY-MM-DD, for example 2026-03-31 '
        ~ '(dbt var ' ~ name ~ ' or environment variable BC_' ~ name | upper ~ ').') -%}
  {%- endif -%}
  {{ return("cast('" ~ value ~ "' as date)" if value else 'cast(null as date)') }}
{% endmacro %}
