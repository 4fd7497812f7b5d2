{#-
  One BIGINT key of a dimension member: a hash of the company and its codes, so it stays the same from build to build
  and as companies come and go. 52 bits: exact also where a tool reads whole numbers as floating point. The
  dimensions test their keys unique. Facts take the key from the dimension by a join; they never hash themselves.
-#}
{% macro surrogate_key(columns) -%}
  {{ return(adapter.dispatch('surrogate_key')(columns)) }}
{%- endmacro %}

{% macro default__surrogate_key(columns) -%}
  cast(conv(substr(md5({{ columns | join(' || chr(31) || ') }}), 1, 13), 16, 10) as bigint)
{%- endmacro %}

{% macro duckdb__surrogate_key(columns) -%}
  cast('0x' || substr(md5({{ columns | join(' || chr(31) || ') }}), 1, 13) as bigint)
{%- endmacro %}
