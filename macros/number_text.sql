{#- A decimal as people write it: no trailing zeros, exact. -#}
{% macro number_text(expression) -%}
  rtrim(rtrim(cast({{ expression }} as varchar), '0'), '.')
{%- endmacro %}
