-- Cause other_system_posting: any other process. Fits every G/L entry, so that none stays without a cause.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'other_system_posting'") }}
    from gl_entries_to_explain
    where true
)

select * from final
