{#- The number of an account of a posting setup row: the row's number and the account type's in one. -#}
{% macro setup_account_no(setup_row_no, account_type_no) -%}
  100 * {{ setup_row_no }} + {{ account_type_no }}
{%- endmacro %}
