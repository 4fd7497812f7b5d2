-- Cause year_end_closing: a closing date or the source code of Close Income Statement.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'year_end_closing'") }}
    from gl_entries_to_explain
    where is_closing
)

select * from final
