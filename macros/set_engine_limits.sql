{#- DuckDB's limits from TIEOUT_MEMORY_LIMIT (say 4GB) and TIEOUT_THREADS; unset, DuckDB's own defaults hold. -#}
{% macro set_engine_limits() %}
  {{ return(adapter.dispatch('set_engine_limits')()) }}
{% endmacro %}

{% macro default__set_engine_limits() %}{% endmacro %}

{% macro duckdb__set_engine_limits() %}
  {% if execute %}
    {% set memory_limit = env_var('TIEOUT_MEMORY_LIMIT', '') %}
    {% set threads = env_var('TIEOUT_THREADS', '') %}
    {% if memory_limit %}{% do run_query("set global memory_limit = '" ~ memory_limit | replace("'", "''") ~ "'") %}{% endif %}
    {% if threads %}{% do run_query("set global threads = " ~ threads | int) %}{% endif %}
  {% endif %}
{% endmacro %}
