{#-
  Join of value entries with the posting rules (a seed, so its blanks are null): only variances look at the variance
  type and only capacity at the order type.
-#}
{% macro matches_posting_rule(value_entries, rules) -%}
  {{ value_entries }}.item_ledger_entry_type = coalesce({{ rules }}.item_ledger_entry_type, '')
            and {{ value_entries }}.entry_type = {{ rules }}.entry_type
            and case when {{ value_entries }}.entry_type = 'Variance' then {{ value_entries }}.variance_type else '' end
            = coalesce({{ rules }}.variance_type, '')
            and case
                when {{ value_entries }}.item_ledger_entry_type = '' then {{ value_entries }}.order_type else ''
            end
            = coalesce({{ rules }}.order_type, '')
{%- endmacro %}
