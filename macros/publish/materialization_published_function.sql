{#-
  A question with parameters: one line of SQL in the warehouse, for instance
      select * from marts.inventory_valuation_between('2026-01-01', '2026-02-28')

  How to write one: a model in models/marts/<topic>/ whose config names the parameters,
      {{ config(materialized='published_function', parameters=['from_date', 'to_date']) }}
      select ... from {{ ref('fct_x') }} as x where x.posting_date between cast(from_date as date) and cast(to_date as date)
  * It reads published marts only: its body is run on every call, long after the build.
  * DuckDB replaces every name equal to a parameter: no column in the body may be called like one.
  * Callers give dates as text, so cast every parameter.
  * Columns and types go into the yml as for any mart (contract). Generic tests and unit tests cannot call it: share
    the rule with a report through a macro, test the report, and compare the two in a singular test, which reads it as
    {{ ref('f') }}('2026-01-01', '2026-02-28').

  It is a table macro: marts_next.<name> reads this run's marts; publish() creates marts.<name> in the same
  transaction that switches the views. It names no database, so the file can be renamed; when attached: "use" it first.
-#}
{% materialization published_function, adapter='duckdb' %}
  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {% do assert_reads_published_marts_only(model) %}
  {% call statement('main') -%}
    {{ create_function(without_database(this), model, compiled_code) }}
  {%- endcall %}
  {% if config.get('contract').enforced %}
    {% set nulls = ['null'] * config.require('parameters') | length %}
    {% do run_query(get_assert_columns_equivalent('select * from ' ~ without_database(this) ~ '(' ~ nulls | join(', ') ~ ')')) %}
  {% endif %}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': []}) }}
{% endmaterialization %}


{% macro create_function(function, node, compiled_code) %}
  create or replace macro {{ function }}({{ node.config.parameters | join(', ') }}) as table (
  {{ compiled_code | replace(adapter.quote(node.database) ~ '.' ~ adapter.quote(node.schema) ~ '.', function.include(identifier=false) ~ '.') }}
  )
{% endmacro %}


{% macro assert_reads_published_marts_only(node) %}
  {% for name in node.depends_on.nodes %}
    {% if graph.nodes[name].config.materialized not in ('published', 'published_function') %}
      {% do exceptions.raise_compiler_error(
          'Function ' ~ node.name ~ ' reads ' ~ name ~ ', which is not published: readers see schema marts only.') %}
    {% endif %}
  {% endfor %}
{% endmacro %}
