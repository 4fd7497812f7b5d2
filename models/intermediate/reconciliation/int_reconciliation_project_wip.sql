-- Cause project_wip: work in process and recognition of projects.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'project_wip'") }}
    from gl_entries_to_explain
    where is_project_wip
)

select * from final
