{#- Ends the build where the load of the export found faults; the last load and the marts stay as they were. -#}
{% macro stop_on_faults(relation) %}
  {% if execute %}
    {% set faults = run_query('select faults from ' ~ relation ~ ' where faults is not null').columns[0].values() %}
    {% if faults %}{% do exceptions.raise_compiler_error(faults[0]) %}{% endif %}
  {% endif %}
{% endmacro %}
