{#-
  Ends a model of integrity checks: one row per offending entry and check. `entries` names the CTE with the facts of
  each item ledger entry (item_ledger_entry_key and figures, no names: it is as long as the ledger), `checks` maps check
  name -> {wrong: condition, found: text expression with the figures}. Entries that pass every check are left behind
  first, so that only few rows are named and read once per check.
-#}
{% macro integrity_issues(entries, checks) -%}
failing as (
    select *
    from {{ entries }}
    where
        {% for check in checks.values() -%}
        ({{ check.wrong }})
        {%- if not loop.last %}
        or {% endif %}
        {%- endfor %}
),

suspects as (
    select
        failing.*,
        ledger.company,
        ledger.entry_no,
        ledger.item_no,
        ledger.costing_method
    from failing
    inner join {{ ref('int_inventory_item_ledger_entries') }} as ledger
        on failing.item_ledger_entry_key = ledger.item_ledger_entry_key
),

final as (
    {% for name, check in checks.items() -%}
    select
        company,
        '{{ name }}' as check_name,
        entry_no,
        item_no,
        {{ check.found }} as found
    from suspects
    where {{ check.wrong }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
)

select * from final
{%- endmacro %}
