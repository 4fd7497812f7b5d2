-- Relation rows, G/L entries and posted legs that do not settle each other, brought together on the leg's own account
-- and sign: one row per G/L entry, value entry and leg kind. A G/L entry that is here is here with all its links.

with unsettled as (
    select * from {{ ref('int_gl_links_unsettled') }}
),

unsettled_entries as (
    select gl_entry_key from unsettled
    where gl_entry_key is not null
),

gl_blocks as (
    select gl_block_no from unsettled
    where gl_block_no is not null
),

value_entry_blocks as (
    select value_entry_block_no from unsettled
    where value_entry_block_no is not null
),

all_relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

all_gl_entries as (
    select * from {{ ref('int_gl_entries_on_inventory_accounts') }}
),

all_posted_legs as (
    select
        *,
        {{ block_of_entries('value_entry_key') }} as value_entry_block_no
    from {{ ref('int_posted_legs') }}
),

related_entries_to_check as (
    select all_relations.gl_entry_key
    from all_relations
    left join gl_blocks on {{ block_of_entries('all_relations.gl_entry_key') }} = gl_blocks.gl_block_no
    left join value_entry_blocks
        on {{ block_of_entries('all_relations.value_entry_key') }} = value_entry_blocks.value_entry_block_no
    where gl_blocks.gl_block_no is not null or value_entry_blocks.value_entry_block_no is not null
),

entries_to_check as (
    select gl_entry_key from unsettled_entries
    union
    select gl_entry_key from related_entries_to_check
),

relations as (
    select all_relations.*
    from all_relations
    inner join entries_to_check on all_relations.gl_entry_key = entries_to_check.gl_entry_key
),

gl_entries as (
    select all_gl_entries.*
    from all_gl_entries
    inner join entries_to_check on all_gl_entries.gl_entry_key = entries_to_check.gl_entry_key
),

related_value_entries as (
    select value_entry_key
    from relations
    group by value_entry_key
),

posted_legs as (
    select all_posted_legs.*
    from all_posted_legs
    left join related_value_entries on all_posted_legs.value_entry_key = related_value_entries.value_entry_key
    left join value_entry_blocks on all_posted_legs.value_entry_block_no = value_entry_blocks.value_entry_block_no
    where related_value_entries.value_entry_key is not null or value_entry_blocks.value_entry_block_no is not null
),

links as (
    {{ gl_leg_links('relations', 'gl_entries', 'posted_legs') }}
),

-- Met are G/L entries whose legs are of one kind and date and sum to their amount.
entries_not_met as (
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

final as (
    select
        links.gl_entry_key,
        links.value_entry_key,
        links.leg_kind,
        links.dates_differ,
        entries_not_met.gl_entry_key is null as is_amount_met
    from links
    left join entries_not_met on links.gl_entry_key = entries_not_met.gl_entry_key
    left join value_entry_blocks
        on {{ block_of_entries('links.value_entry_key') }} = value_entry_blocks.value_entry_block_no
    -- A leg of another block has its G/L entry elsewhere.
    where links.gl_entry_key is not null or value_entry_blocks.value_entry_block_no is not null
)

select * from final
