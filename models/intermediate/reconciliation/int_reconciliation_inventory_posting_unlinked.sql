-- Cause inventory_posting_unlinked: made by inventory posting itself, but no relation row leads to a value entry.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'inventory_posting_unlinked'") }}
    from gl_entries_to_explain
    where is_inventory_posting and system_created_entry
)

select * from final
