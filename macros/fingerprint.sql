{#- A hash of 64 bits of some columns: equal sets have equal fingerprints, whatever their order, when put together by xor. -#}
{% macro fingerprint(columns) -%}
  {{ return(adapter.dispatch('fingerprint')(columns)) }}
{%- endmacro %}

{% macro default__fingerprint(columns) -%}
  xxhash64({{ columns | join(', ') }})
{%- endmacro %}

{#- The hash of several columns is an xor of theirs: rows (1, a), (1, b), (2, a), (2, b) would put together to nothing. -#}
{% macro duckdb__fingerprint(columns) -%}
  hash(hash({{ columns | join(', ') }}))
{%- endmacro %}


{% macro bitwise_xor(left, right) -%}
  {{ return(adapter.dispatch('bitwise_xor')(left, right)) }}
{%- endmacro %}

{% macro default__bitwise_xor(left, right) -%}
  ({{ left }} ^ {{ right }})
{%- endmacro %}

{% macro duckdb__bitwise_xor(left, right) -%}
  xor({{ left }}, {{ right }})
{%- endmacro %}
