-- Cause posted_without_gl_entry: BC marked the leg as posted and no G/L entry stands for it. Fits every lost leg, so
-- that none stays without a cause.

with lost_legs as (
    select * from {{ ref('int_lost_legs') }}
),

final as (
    select
        {{ leg_finding('lost_leg', "'posted_without_gl_entry'", '-posted_amount') }}
    from lost_legs
)

select * from final
