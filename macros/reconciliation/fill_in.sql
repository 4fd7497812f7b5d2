{#- A sentence with every {name} replaced by its value; words is a list of (name, SQL expression of text, never null). -#}
{% macro fill_in(sentence, words) -%}
  {%- set filled = namespace(sql=sentence) -%}
  {%- for name, value in words -%}
    {%- set filled.sql = 'replace(' ~ filled.sql ~ ", '{" ~ name ~ "}', " ~ value ~ ')' -%}
  {%- endfor -%}
  {{ return(filled.sql) }}
{%- endmacro %}
