-- Faults of the ledgers themselves: one row per company, check, table and offending entry. Empty in a sound company.

with item_ledger_entry_issues as (
    {% for family in ['quantities', 'value_entries_of_entry', 'applications', 'average_cost'] -%}
    select
        company,
        check_name,
        'Item Ledger Entry' as table_name,
        entry_no,
        item_no,
        found
    from {{ ref('int_integrity_' ~ family) }}
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

issues as (
    select * from item_ledger_entry_issues
    union all
    select * from {{ ref('int_integrity_references') }}
    union all
    select * from {{ ref('int_integrity_general_ledger') }}
    union all
    select * from {{ ref('int_integrity_duplicates') }}
),

checks as (
    select * from {{ ref('integrity_checks') }}
),

final as (
    select
        issues.company,
        issues.check_name,
        issues.table_name,
        issues.entry_no,
        issues.item_no,
        checks.meaning || ' (' || issues.found || '). ' || checks.what_to_do || '.' as message
    from issues
    left join checks on issues.check_name = checks.check_name
)

select * from final
