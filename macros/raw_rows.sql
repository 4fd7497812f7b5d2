{#- A loaded table of the export; the ref makes every staging model wait for the load. -#}
{% macro raw_rows(source_table) -%}
  {%- do ref('load_export') -%}
  {{ source('raw', source_table) }}
{%- endmacro %}
