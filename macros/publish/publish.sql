{#-
  Write, audit, publish. begin_publication() runs before the first node, publish() after the last.
  Readers only see schema marts; it changes in one transaction, and only after a run without errors.
-#}

{% macro begin_publication() %}
  {% if execute and target.type == 'duckdb' and flags.WHICH in ('build', 'run') %}
    {% if invocation_args_dict.get('invocation_command', '').split(' ')[:2] == ['dbt', 'retry'] %}
      {% do exceptions.raise_compiler_error('dbt retry would mix two runs in one publication. Run dbt build again.') %}
    {% endif %}
    {% do run_query('create schema if not exists marts; create schema if not exists marts_next; create schema if not exists marts_store;') %}
    {% do run_query('create table if not exists marts_store.publication (model varchar, version varchar, published_at timestamp)') %}
    {% do discard_unpublished_versions() %}
    {% do point_next_at_published() %}
  {% endif %}
{% endmacro %}


{#- What a failed or killed run left behind: tables that no published view reads. -#}
{% macro discard_unpublished_versions() %}
  {% set leftovers = run_query("
      select table_name
      from information_schema.tables
      where
          table_catalog = current_database() and table_schema = 'marts_store' and table_name <> 'publication'
          and table_name not in (select version from marts_store.publication)") %}
  {% set next_views = run_query("
      select table_name
      from information_schema.tables
      where
          table_catalog = current_database() and table_schema = 'marts_next'
          and table_name not in (select model from marts_store.publication)") %}
  {% set next_functions = run_query("
      select function_name
      from duckdb_functions()
      where
          database_name = current_database() and schema_name = 'marts_next' and function_type = 'table_macro'
          and function_name not in (
              select function_name
              from duckdb_functions()
              where database_name = current_database() and schema_name = 'marts' and function_type = 'table_macro'
          )") %}
  {% for row in next_functions.rows %}{% do run_query('drop macro table if exists marts_next.' ~ adapter.quote(row[0])) %}{% endfor %}
  {% for row in next_views.rows %}{% do run_query('drop view if exists marts_next.' ~ adapter.quote(row[0])) %}{% endfor %}
  {% for row in leftovers.rows %}{% do run_query('drop table if exists marts_store.' ~ adapter.quote(row[0])) %}{% endfor %}
{% endmacro %}


{#- A selected build then reads published marts wherever it does not rebuild them itself. -#}
{% macro point_next_at_published() %}
  {% for row in run_query('select model, version from marts_store.publication').rows %}
    {% do run_query('create or replace view marts_next.' ~ adapter.quote(row[0]) ~ ' as select * from marts_store.' ~ adapter.quote(row[1])) %}
  {% endfor %}
{% endmacro %}


{% macro publish(results) %}
  {% if execute and target.type == 'duckdb' and flags.WHICH in ('build', 'run') %}
    {% set failed = results | selectattr('status', 'in', ['error', 'fail', 'runtime error', 'partial success']) | list %}
    {% set built = [] %}
    {% for result in results if result.status == 'success' and result.node.config.materialized in ('published', 'published_function') %}
      {% do built.append(result.node) %}
    {% endfor %}
    {% if failed %}
      {% set published = run_query('select count(*) from marts_store.publication').rows[0][0] > 0 %}
      {% do log(
          'Not published: ' ~ failed | length ~ (' errors. ' if failed | length > 1 else ' error. ')
          ~ ('Schema marts still shows the last sound run.' if published else 'Schema marts is still empty. '
             ~ 'A build with --select reads what a whole build has left: run one without --select first.'
             if invocation_args_dict.get('select') else 'Schema marts is still empty.'), info=true) %}
    {% elif built %}
      {% do switch_marts(built) %}
      {% do log(
          'Published ' ~ built | length ~ ' marts.'
          ~ (' marts.rpt_export_trust says whether the export is fit to close on.'
             if 'rpt_export_trust' in built | map(attribute='alias') else ''), info=true) %}
    {% endif %}
  {% endif %}
{% endmacro %}


{% macro switch_marts(nodes) %}
  {% set known = [] %}
  {% set known_functions = [] %}
  {% for node in graph.nodes.values() if node.resource_type == 'model' %}
    {% if node.config.materialized == 'published' %}{% do known.append(node.alias) %}{% endif %}
    {% if node.config.materialized == 'published_function' %}{% do known_functions.append(node.alias) %}{% endif %}
  {% endfor %}
  {% set published = run_query('select model, version from marts_store.publication').rows %}
  {% set published_functions = run_query("
      select function_name
      from duckdb_functions()
      where database_name = current_database() and schema_name = 'marts' and function_type = 'table_macro'").rows %}
  {% set built = nodes | map(attribute='alias') | list %}
  {% set statements = ['begin transaction'] %}
  {% for node in nodes if node.config.materialized == 'published' %}
    {% set version = version_relation(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)) %}
    {% do statements.append('create or replace view marts.' ~ adapter.quote(node.alias) ~ ' as select * from ' ~ without_database(version)) %}
    {% do statements.append("delete from marts_store.publication where model = '" ~ node.alias ~ "'") %}
    {% do statements.append("insert into marts_store.publication values ('" ~ node.alias ~ "', '" ~ version.identifier ~ "', current_timestamp at time zone 'UTC')") %}
  {% endfor %}
  {% for node in nodes if node.config.materialized == 'published_function' %}
    {% set function = without_database(api.Relation.create(schema='marts', identifier=node.alias)) %}
    {% do statements.append(create_function(function, node, node.compiled_code)) %}
  {% endfor %}
  {% for row in published_functions if row[0] not in known_functions %}
    {% do statements.append('drop macro table if exists marts.' ~ adapter.quote(row[0])) %}
    {% do statements.append('drop macro table if exists marts_next.' ~ adapter.quote(row[0])) %}
  {% endfor %}
  {% for row in published if row[0] not in known %}
    {% do statements.append('drop view if exists marts.' ~ adapter.quote(row[0])) %}
    {% do statements.append('drop view if exists marts_next.' ~ adapter.quote(row[0])) %}
    {% do statements.append("delete from marts_store.publication where model = '" ~ row[0] ~ "'") %}
  {% endfor %}
  {% for row in published if row[0] in built or row[0] not in known %}
    {% do statements.append('drop table if exists marts_store.' ~ adapter.quote(row[1])) %}
  {% endfor %}
  {% do statements.append('commit') %}
  {% do run_query(statements | join(';\n')) %}
{% endmacro %}
