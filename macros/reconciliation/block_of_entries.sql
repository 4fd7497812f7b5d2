{#- A thousand neighbouring entries, named by the first: what is counted by block has few groups. -#}
{% macro block_of_entries(entry_key) -%}
  {{ entry_key }} - {{ entry_key }} % 1000
{%- endmacro %}
