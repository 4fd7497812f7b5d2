{#- Folders name their schema; no target prefix, since every warehouse file holds one project. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
