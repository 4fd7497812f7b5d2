-- Causes partly_posted (of some leg one part is posted and one is not) and pending: nothing stands in the way, the
-- batch job has not come to it. Pending fits every open leg, so that none stays without a cause, but for expected cost
-- that is not posted: that always has a cause of its own.

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
    union all
    select
        {{ leg_finding('open_leg', "'pending'", '-open_amount') }}
    from open_legs
)

select * from final
