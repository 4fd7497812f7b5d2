-- Cause currency_adjustment: exchange rate, reporting currency and G/L currency adjustments.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
),

final as (
    select
        {{ gl_entry_finding("'currency_adjustment'") }}
    from gl_entries_to_explain
    where is_currency_adjustment
)

select * from final
