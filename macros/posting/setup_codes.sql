{#- The key of the posting setup row that a value entry's account is taken from: location and inventory posting group, or
    the general posting groups. `setup` is 'inventory' or 'general'. -#}
{% macro setup_code_1(entries, setup) -%}
  case when {{ setup }} = 'inventory' then {{ entries }}.location_code else {{ entries }}.gen_bus_posting_group end
{%- endmacro %}

{% macro setup_code_2(entries, setup, account_type) -%}
  case
                when {{ setup }} = 'inventory' then {{ inventory_group_of(account_type, entries) }}
                else {{ entries }}.gen_prod_posting_group
            end
{%- endmacro %}

{#- The inventory posting group that an account of a type is taken from. -#}
{% macro inventory_group_of(account_type, entries) -%}
  case
            when {{ account_type }} = 'WIP Inventory' then {{ entries }}.wip_inventory_posting_group
            else {{ entries }}.inventory_posting_group
        end
{%- endmacro %}
