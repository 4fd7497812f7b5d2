{#-
  The rows of a mart as the last sound run published them; none before its first publication. A mart that keeps history
  carries them on, so that history is published, or not, together with everything else.
-#}
{% macro published_rows(model, columns) -%}
  {%- set published = adapter.get_relation(database=target.database, schema='marts', identifier=model) if execute -%}
  select
    {%- for name, data_type in columns %}
    {% if published %}{{ name }}{% else %}cast(null as {{ data_type }}) as {{ name }}{% endif %}{{ ',' if not loop.last }}
    {%- endfor %}
  {% if published -%}
  from {{ published.include(database=false) }}
  {%- else -%}
  where 1 = 0
  {%- endif %}
{%- endmacro %}
