-- Cause gl_entry_not_exported: a posted leg whose relation row leads to a G/L entry that BC has and the export lacks.
-- The first leg goes with the first such entry and so on; any leg beyond goes with the last.

with lost_legs as (
    select * from {{ ref('int_lost_legs') }}
),

missing_gl_entries as (
    select
        value_entry_key,
        gl_entry_key,
        row_number() over (partition by value_entry_key order by gl_entry_key) as entry_rank,
        count(*) over (partition by value_entry_key) as entry_count
    from {{ ref('int_relations_to_missing_entries') }}
    where missing_table = 'gl_entry' and is_proven
),

ranked_legs as (
    select
        *,
        row_number() over (partition by value_entry_key order by abs(leg_kind), leg_kind) as leg_rank
    from lost_legs
),

legs as (
    select
        ranked_legs.*,
        missing_gl_entries.gl_entry_key
    from ranked_legs
    inner join missing_gl_entries
        on
            ranked_legs.value_entry_key = missing_gl_entries.value_entry_key
            and missing_gl_entries.entry_rank = least(ranked_legs.leg_rank, missing_gl_entries.entry_count)
),

final as (
    select
        {{ leg_finding('lost_leg', "'gl_entry_not_exported'", '-posted_amount', gl_entry_key='gl_entry_key') }}
    from legs
)

select * from final
