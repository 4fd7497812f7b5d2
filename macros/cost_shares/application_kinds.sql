{#- The two readings of an item application entry: an issue taken from a receipt, a return taken back from an issue. -#}
{% macro is_issue_application(applications) -%}
  {{ applications }}.outbound_item_entry_no <> 0
  and {{ applications }}.item_ledger_entry_no <> {{ applications }}.inbound_item_entry_no
{%- endmacro %}

{% macro is_return_application(applications) -%}
  {{ applications }}.outbound_item_entry_no <> 0
  and {{ applications }}.item_ledger_entry_no <> {{ applications }}.outbound_item_entry_no
  and {{ applications }}.transferred_from_entry_no = 0
{%- endmacro %}
