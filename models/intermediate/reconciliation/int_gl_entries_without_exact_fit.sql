-- Related G/L entries that the legs linked to them do not meet exactly and without a rival, one row per G/L entry; also
-- those that the export lacks. All others are met: their legs are of one kind and date, sum to their amount, and are
-- linked to no other G/L entry. Empty in an untouched company.

with links as (
    select * from {{ ref('int_gl_leg_links') }}
),

entries_with_another_amount as (
    select gl_entry_key
    from links
    where gl_entry_key is not null
    group by gl_entry_key
    having
        not coalesce(
            sum(posted_amount) = min(gl_amount)
            and min(leg_kind) = max(leg_kind)
            and min(posting_date) = max(posting_date),
            false
        )
),

legs_with_a_choice as (
    select
        value_entry_key,
        leg_kind
    from links
    where leg_kind is not null
    group by value_entry_key, leg_kind
    having count(*) > 1
),

rivals as (
    select links.gl_entry_key
    from links
    inner join legs_with_a_choice
        on
            links.value_entry_key = legs_with_a_choice.value_entry_key
            and links.leg_kind = legs_with_a_choice.leg_kind
),

final as (
    select gl_entry_key from entries_with_another_amount
    union
    select gl_entry_key from rivals
)

select * from final
