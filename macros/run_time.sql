{#- When the run started, UTC, as text. -#}
{% macro run_time() -%}
  {{ return(run_started_at.strftime('%Y-%m-%d %H:%M:%S')) }}
{%- endmacro %}
