{#- The inventory posting group that an account of a type is taken from. -#}
{% macro inventory_group_of(account_type, entries) -%}
  case
            when {{ account_type }} = 'WIP Inventory' then {{ entries }}.wip_inventory_posting_group
            else {{ entries }}.inventory_posting_group
        end
{%- endmacro %}
