-- Cause consolidation: consolidation and intercompany journal.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'consolidation'") }}
    from gl_entries_to_explain
    where is_consolidation
)

select * from final
