-- Cause partly_posted: of some leg of the value entry one part is posted and one is not.

with open_legs as (
    select * from {{ ref('int_open_legs') }}
    where not is_expected_cost_not_posted
),

value_entries_posted_in_part as (
    select value_entry_key
    from open_legs
    where posted_amount <> 0
    group by value_entry_key
),

partly_posted_legs as (
    select open_legs.*
    from open_legs
    inner join value_entries_posted_in_part
        on open_legs.value_entry_key = value_entries_posted_in_part.value_entry_key
),

final as (
    select
        {{ leg_finding('open_leg', "'partly_posted'", '-open_amount') }}
    from partly_posted_legs
)

select * from final
