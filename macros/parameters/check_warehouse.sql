{#- DuckDB would take marts.x for a table x of a database called marts: a warehouse file cannot be named like a schema. -#}
{% macro check_warehouse_name() %}
  {% if execute and target.type == 'duckdb' and flags.WHICH in ('build', 'run', 'test') %}
    {% set schemas = ['marts', 'marts_next', 'marts_store', 'raw', 'staging', 'intermediate', 'seeds', 'test_failures'] %}
    {% if target.database | lower in schemas %}
      {% do exceptions.raise_compiler_error(
          'The warehouse file (TIEOUT_DB) is called ' ~ target.database ~ ' like one of the schemas in it, and DuckDB could not '
          ~ 'tell them apart. Give the file another name.') %}
    {% endif %}
  {% endif %}
{% endmacro %}


{#- The load reads the data dictionary from seeds: dbt run does not load them, nor does a build of the load alone. -#}
{% macro check_seeds_of_selection() %}
  {% set load = 'model.tieout.load_export' %}
  {% if execute and flags.WHICH in ('build', 'run') and load in selected_resources %}
    {% for name in graph.nodes[load].depends_on.nodes if name not in selected_resources %}
      {% set seed = graph.nodes[name] %}
      {% if not adapter.get_relation(seed.database, seed.schema, seed.alias) %}
        {% do exceptions.raise_compiler_error(
            'Seed ' ~ seed.name ~ ' is not in this warehouse yet. Run dbt build without --select, which loads the seeds '
            ~ 'first.') %}
      {% endif %}
    {% endfor %}
  {% endif %}
{% endmacro %}


{#- A selected build reads the reporting period that the last build wrote, unless it builds int_reporting_period too. -#}
{% macro check_period_of_selection() %}
  {% set is_selection = execute and flags.WHICH in ('build', 'run')
      and 'model.tieout.int_reporting_period' not in selected_resources
      and 'model.tieout.' in selected_resources | join %}
  {% if is_selection %}
    {% set period = adapter.get_relation(target.database, 'intermediate', 'int_reporting_period') %}
    {% if period %}
      {% set built = run_query('select * from ' ~ without_database(period)).rows[0] %}
      {% for name in ['period_start', 'period_end', 'valuation_date'] %}
        {% set wanted = parameter(name) | string | trim %}
        {% if wanted and wanted != built[name] | string %}
          {% do exceptions.raise_compiler_error(
              'Parameter ' ~ name ~ ' is ' ~ wanted ~ ', but this selection reads what was built for ' ~ built[name]
              ~ '. Build all, or select what lies above too (--select +...).') %}
        {% endif %}
      {% endfor %}
    {% endif %}
  {% endif %}
{% endmacro %}
