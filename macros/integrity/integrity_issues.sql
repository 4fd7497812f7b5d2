{#-
  Ends a model of integrity checks: one row per offending entry and check. `entries` names the CTE with the facts of
  each entry, `checks` maps check name -> {wrong: condition, found: text expression with the figures}. Entries that
  pass every check are left behind first, so that only few rows are read once per check.
-#}
{% macro integrity_issues(entries, checks) -%}
suspects as (
    select *
    from {{ entries }}
    where
        {% for check in checks.values() -%}
        ({{ check.wrong }})
        {%- if not loop.last %}
        or {% endif %}
        {%- endfor %}
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
