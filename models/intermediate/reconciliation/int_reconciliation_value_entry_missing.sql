-- Causes value_entry_not_exported and orphan_relation: a relation row of the G/L entry leads to a value entry that the
-- export lacks. Proven to exist in BC, it is a fault of the export; else the relation is an orphan.

with gl_entries_to_explain as (
    select
        *,
        case when relation_count - value_entry_count = 1 then missing_value_entry_key else 0 end as only_value_entry_key
    from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'value_entry_not_exported'", value_entry_key='only_value_entry_key') }}
    from gl_entries_to_explain
    where not_exported_count > 0
    union all
    select
        {{ gl_entry_finding("'orphan_relation'", value_entry_key='only_value_entry_key') }}
    from gl_entries_to_explain
    where relation_count > value_entry_count + not_exported_count
)

select * from final
