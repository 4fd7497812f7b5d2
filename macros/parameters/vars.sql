{#- Every var of the project and its default. A var that is not here does not exist: see check_vars(). -#}
{% macro defaults_of_vars() %}
  {{ return({
      'period_start': none,
      'period_end': none,
      'valuation_date': none,
      'companies': none,
      'reconciliation_severity': 'warn',
      'reconciliation_tolerance': 0,
      'ageing_bucket_edges': [30, 60, 90, 180, 365],
      'unassigned_cost_threshold_pct': 0.5,
      'trust_interim_age_days': 60,
  }) }}
{% endmacro %}

{#- dbt ignores a var that nothing reads: a misspelt period_end would report another period than was asked for.
    A project that installs this one has vars of its own. -#}
{% macro check_vars() %}
  {% if execute and project_name == 'tieout' and flags.WHICH in ('build', 'run', 'seed', 'test') %}
    {% set known = defaults_of_vars() | list %}
    {% for name in invocation_args_dict.get('vars', {}) if name not in known %}
      {% do exceptions.raise_compiler_error(
          'There is no var ' ~ name ~ '. The vars are ' ~ known | join(', ') ~ '. Correct the name in --vars.') %}
    {% endfor %}
  {% endif %}
{% endmacro %}

{% macro number_var(name, is_whole=false) %}
  {%- set value = var(name, defaults_of_vars()[name]) | string | trim -%}
  {%- if not modules.re.fullmatch('\d+' if is_whole else '\d+(\.\d+)?([eE][+-]?\d+)?', value) -%}
    {%- do raise_bad_var(
        name, value, 'Give a ' ~ ('whole ' if is_whole else '') ~ 'number that is not negative, for example '
        ~ defaults_of_vars()[name]) -%}
  {%- endif -%}
  {{ return(value) }}
{% endmacro %}

{% macro severity_var(name) %}
  {%- set value = var(name, defaults_of_vars()[name]) | string | trim | lower -%}
  {%- if value not in ('warn', 'error') -%}{%- do raise_bad_var(name, value, 'Give warn or error') -%}{%- endif -%}
  {{ return(value) }}
{% endmacro %}

{#- A list of days, rising. -#}
{% macro days_var(name) %}
  {%- set value = var(name, defaults_of_vars()[name]) -%}
  {%- set is_list_of_days = value is sequence and value is not mapping and not value | reject('integer') | list -%}
  {%- if not value or not is_list_of_days or value != value | unique | sort | list or value[0] < 0 -%}
    {%- do raise_bad_var(name, value, 'Give rising numbers of days, for example [30, 60, 90]') -%}
  {%- endif -%}
  {{ return(value) }}
{% endmacro %}

{% macro raise_bad_var(name, value, advice) %}
  {%- do raise_bad_parameter(name, value, advice, 'dbt var ' ~ name) -%}
{% endmacro %}
