{#-
  A mart is written beside the published one and becomes visible only when the whole run is sound:
    marts_store.<model>__<run>   the table of this run
    marts_next.<model>           a view on it: what ref() and the tests of this run see
    marts.<model>                a view on the table of the last sound run: what readers see (see publish.sql)
-#}
{% materialization published, adapter='duckdb' %}
  {%- set version = version_relation(this) -%}
  {%- set next_view = this.incorporate(type='view') -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {% do run_query('drop table if exists ' ~ without_database(version)) %}
  {% call statement('main') -%}
    {{ create_table_as(False, version, compiled_code) }}
  {%- endcall %}
  {% do run_query('create or replace view ' ~ without_database(next_view) ~ ' as select * from ' ~ without_database(version)) %}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [next_view]}) }}
{% endmaterialization %}


{#- The table that holds this run's version of a mart. -#}
{% macro version_relation(relation) %}
  {{ return(api.Relation.create(
      database=relation.database, schema='marts_store',
      identifier=relation.identifier ~ '__' ~ invocation_id | replace('-', ''), type='table')) }}
{% endmacro %}


{#- Views name no database, so that a warehouse file can be renamed, copied or attached under any name. -#}
{% macro without_database(relation) %}
  {{ return(relation.include(database=false)) }}
{% endmacro %}
