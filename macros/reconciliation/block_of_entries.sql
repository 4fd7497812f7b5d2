{#- The number of a block of 1,024 neighbouring entries: what is counted by block has few groups. -#}
{% macro block_of_entries(entry_key) -%}
  {{ shift_right(entry_key, 10) }}
{%- endmacro %}
