-- Cause pending: nothing stands in the way, the batch job has not come to it. Every open leg without another cause, so
-- that none stays without one; expected cost that is not posted always has a cause of its own.

with open_legs as (
    select * from {{ ref('int_open_legs') }}
    where not is_expected_cost_not_posted
),

legs_with_another_cause as (
    select
        value_entry_key,
        leg_kind
    from {{ ref('int_reconciliation_passed_over') }}
    union
    select
        value_entry_key,
        leg_kind
    from {{ ref('int_reconciliation_partly_posted') }}
),

pending_legs as (
    select open_legs.*
    from open_legs
    left join legs_with_another_cause
        on
            open_legs.value_entry_key = legs_with_another_cause.value_entry_key
            and open_legs.leg_kind = legs_with_another_cause.leg_kind
    where legs_with_another_cause.value_entry_key is null
),

final as (
    select
        {{ leg_finding('open_leg', "'pending'", '-open_amount') }}
    from pending_legs
)

select * from final
