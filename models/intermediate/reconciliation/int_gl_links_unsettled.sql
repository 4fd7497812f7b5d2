-- Where relation rows and posted legs do not settle each other at first sight: one row per G/L entry, block of G/L
-- entries or block of value entries. Nothing in an untouched company. Whether BC posts one G/L entry for thousands of
-- value entries or two for each, this is two hash joins and one pass over what they give: a count by block has few
-- groups where a count by entry would have as many as the ledger.

with relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

-- Amounts in 8 bytes instead of 16, for both sides of a join as long as the ledger are held in memory. One that needs
-- more is unknown here, so its entries are not settled and are looked at one by one, in full.
gl_entries as (
    select
        gl_entry_key,
        account_index,
        posting_date,
        is_closing_date,
        try_cast(amount as decimal(18, 5)) as amount
    from {{ ref('int_gl_entries_on_inventory_accounts') }}
),

posted_legs as (
    select
        value_entry_key,
        account_index,
        posting_date,
        cast(leg_kind as smallint) as leg_kind,
        try_cast(posted_amount as decimal(18, 5)) as posted_amount
    from {{ ref('int_posted_legs') }}
),

links as (
    {{ gl_leg_links('relations', 'gl_entries', 'posted_legs') }}
),

numbered_links as (
    select
        *,
        case when not is_plain then gl_entry_key end as entry_to_sum,
        {{ block_of_entries('gl_entry_key') }} as gl_block_no,
        {{ block_of_entries('value_entry_key') }} as value_entry_block_no
    from links
),

-- One pass over all links; what it leaves has few rows and is summed by entry and by block below. Without an entry to
-- sum there are plain links, whose amounts nobody asks for, and legs without a G/L entry, which have no block of G/L
-- entries.
sums as (
    select
        entry_to_sum,
        gl_block_no,
        value_entry_block_no,
        count(*) as links,
        count(leg_kind) as linked_legs,
        sum(posted_amount) as posted_amount,
        min(gl_amount) as gl_amount,
        min(leg_kind) as first_leg_kind,
        max(leg_kind) as last_leg_kind,
        count(*) filter (where dates_differ) as links_at_another_date
    from numbered_links
    group by entry_to_sum, gl_block_no, value_entry_block_no
),

summed_entries as (
    select
        entry_to_sum as gl_entry_key,
        min(gl_amount) is not null as is_on_inventory_account,
        coalesce(
            sum(posted_amount) = min(gl_amount)
            and min(first_leg_kind) = max(last_leg_kind)
            and sum(links_at_another_date) = 0,
            false
        ) as is_settled
    from sums
    where entry_to_sum is not null
    group by entry_to_sum
),

-- A G/L entry with a plain link has no other link, if plain links and summed entries are as many as G/L entries.
summed_entries_by_block as (
    select
        {{ block_of_entries('gl_entry_key') }} as gl_block_no,
        count(*) as summed_entries
    from summed_entries
    where is_on_inventory_account
    group by {{ block_of_entries('gl_entry_key') }}
),

gl_entries_by_block as (
    select
        {{ block_of_entries('gl_entry_key') }} as gl_block_no,
        count(*) as gl_entries
    from {{ ref('int_gl_entries_on_inventory_accounts') }}
    group by {{ block_of_entries('gl_entry_key') }}
),

plain_links_by_block as (
    select
        gl_block_no,
        sum(case when entry_to_sum is null then links else 0 end) as plain_links
    from sums
    where gl_block_no is not null
    group by gl_block_no
),

gl_blocks as (
    select plain_links_by_block.gl_block_no
    from plain_links_by_block
    left join summed_entries_by_block on plain_links_by_block.gl_block_no = summed_entries_by_block.gl_block_no
    left join gl_entries_by_block on plain_links_by_block.gl_block_no = gl_entries_by_block.gl_block_no
    where
        plain_links_by_block.plain_links + coalesce(summed_entries_by_block.summed_entries, 0)
        <> coalesce(gl_entries_by_block.gl_entries, 0)
),

-- A leg has exactly one G/L entry, if there are as many links as legs and none without a G/L entry.
legs_by_block as (
    select
        {{ block_of_entries('value_entry_key') }} as value_entry_block_no,
        -- The two legs of each posted pair, which is shorter to count than int_posted_legs.
        2 * count(*) as legs
    from {{ ref('int_value_entry_pairs') }}
    where posted_amount <> 0
    group by {{ block_of_entries('value_entry_key') }}
),

links_by_block as (
    select
        value_entry_block_no,
        sum(linked_legs) as linked_legs,
        sum(case when gl_block_no is null then links else 0 end) as legs_without_gl_entry
    from sums
    where value_entry_block_no is not null
    group by value_entry_block_no
),

value_entry_blocks as (
    select links_by_block.value_entry_block_no
    from links_by_block
    left join legs_by_block on links_by_block.value_entry_block_no = legs_by_block.value_entry_block_no
    where
        links_by_block.linked_legs <> coalesce(legs_by_block.legs, 0)
        or links_by_block.legs_without_gl_entry > 0
),

final as (
    select
        gl_entry_key,
        cast(null as bigint) as gl_block_no,
        cast(null as bigint) as value_entry_block_no
    from summed_entries
    where not is_settled
    union all
    select
        cast(null as bigint) as gl_entry_key,
        gl_block_no,
        cast(null as bigint) as value_entry_block_no
    from gl_blocks
    union all
    select
        cast(null as bigint) as gl_entry_key,
        cast(null as bigint) as gl_block_no,
        value_entry_block_no
    from value_entry_blocks
)

select * from final
