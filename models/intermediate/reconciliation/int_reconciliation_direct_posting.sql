-- Cause direct_posting: a journal, or a blank or unknown source code of an entry that the system did not create.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'direct_posting'") }}
    from gl_entries_to_explain
    where is_journal or (not is_known_source_code and not system_created_entry)
)

select * from final
