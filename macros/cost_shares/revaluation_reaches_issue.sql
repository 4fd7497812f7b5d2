{#- Business Central hands a partial revaluation only to issues posted after it or valued on a later date. -#}
{% macro revaluation_reaches_issue(later_amounts, applications) -%}
  (
    not {{ later_amounts }}.is_partial
    or {{ applications }}.to_valuation_date > {{ later_amounts }}.revaluation_date
    or {{ applications }}.to_first_value_entry_no > {{ later_amounts }}.revaluation_entry_no
  )
{%- endmacro %}
