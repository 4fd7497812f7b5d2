{#- DuckDB's limits from TIEOUT_MEMORY_LIMIT (say 4GB) and TIEOUT_THREADS; unset, DuckDB's own defaults hold. -#}
{% macro set_engine_limits() %}
  {{ return(adapter.dispatch('set_engine_limits')()) }}
{% endmacro %}

{% macro default__set_engine_limits() %}{% endmacro %}

{% macro duckdb__set_engine_limits() %}
  {% if execute %}
    {% set memory_limit = env_var('TIEOUT_MEMORY_LIMIT', '') | trim %}
    {% set threads = env_var('TIEOUT_THREADS', '') | trim %}
    {% set size = '(?i)(?=.*[1-9])\d{0,6}\.?\d{1,6} *[mgt](i?b)?|([1-9]\d?|100) *%' %}
    {% if memory_limit and not modules.re.fullmatch(size, memory_limit) %}
      {% do exceptions.raise_compiler_error(
          'TIEOUT_MEMORY_LIMIT is "' ~ memory_limit ~ '". Give a number with its unit (MB, GB, MiB, GiB) or %, '
          ~ 'for example 4GB.') %}
    {% endif %}
    {% if threads and not modules.re.fullmatch('[1-9]\d{0,3}', threads) %}
      {% do exceptions.raise_compiler_error(
          'TIEOUT_THREADS is "' ~ threads ~ '". Give a whole number from 1, for example 4.') %}
    {% endif %}
    {% if memory_limit %}{% do run_query("set global memory_limit = '" ~ memory_limit ~ "'") %}{% endif %}
    {% if threads %}{% do run_query("set global threads = " ~ threads | int) %}{% endif %}
  {% endif %}
{% endmacro %}
