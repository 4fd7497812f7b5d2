-- G/L entries that the legs linked to them do not meet exactly and without a rival, one row per G/L entry: related
-- ones, also those that the export lacks, and those on inventory accounts without a relation row. All others are met:
-- their legs are of one kind and date, sum to their amount, and are linked to no other G/L entry. Empty in an untouched
-- company.

with links as (
    select * from {{ ref('int_gl_links_to_check') }}
    where gl_entry_key is not null
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
    select gl_entry_key
    from links
    where not is_amount_met
    union
    select gl_entry_key from rivals
)

select * from final
