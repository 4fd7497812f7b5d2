{#- Whether an account is taken from the group for WIP, which is that of the produced item. -#}
{% macro is_taken_from_wip_group(account_type) -%}
  {{ account_type }} = 'WIP Inventory'
{%- endmacro %}

{#- The inventory posting group that an account of a type is taken from. -#}
{% macro inventory_group_of(account_type, entries) -%}
  case
            when {{ is_taken_from_wip_group(account_type) }} then {{ entries }}.wip_inventory_posting_group
            else {{ entries }}.inventory_posting_group
        end
{%- endmacro %}
