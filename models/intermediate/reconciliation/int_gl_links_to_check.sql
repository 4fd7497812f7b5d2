-- Relation rows, G/L entries and posted legs brought together on the leg's own account and sign, and of these whatever
-- does not settle itself: links of G/L entries that their legs do not sum to, of legs with several or no G/L entries, of
-- entries at another date, and G/L entries of inventory accounts without a relation row. Next to nothing in an untouched
-- company. One row per G/L entry, value entry and leg kind. Whether BC posts one G/L entry for thousands of value
-- entries or two for each, this is two hash joins and two sums.

with relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

accounts as (
    select
        company_no,
        gl_account_no
    from {{ ref('int_inventory_gl_accounts') }}
),

gl_entries as (
    select
        gl_entries.gl_entry_key,
        -- The blank number of a deleted account is no account: it agrees with no leg, not even one without an account.
        nullif(gl_entries.gl_account_no, '') as gl_account_no,
        gl_entries.posting_date,
        gl_entries.is_closing_date,
        gl_entries.amount,
        gl_entries.amount < 0 as is_credit,
        accounts.gl_account_no is not null as is_on_inventory_account
    from {{ ref('stg_bc__gl_entries') }} as gl_entries
    left join accounts
        on
            gl_entries.company_no = accounts.company_no
            and gl_entries.gl_account_no = accounts.gl_account_no
),

posted_legs as (
    select
        value_entry_key,
        {{ block_of_entries('value_entry_key') }} as block_no,
        leg_kind,
        posting_date,
        gl_account_no,
        posted_amount,
        posted_amount < 0 as is_credit
    from {{ ref('int_posted_legs') }}
),

related_entries as (
    select
        coalesce(relations.gl_entry_key, gl_entries.gl_entry_key) as gl_entry_key,
        relations.value_entry_key,
        gl_entries.gl_account_no,
        gl_entries.posting_date,
        gl_entries.is_closing_date,
        gl_entries.amount,
        gl_entries.is_credit
    from relations
    full outer join gl_entries on relations.gl_entry_key = gl_entries.gl_entry_key
    where relations.gl_entry_key is not null or gl_entries.is_on_inventory_account
),

links as (
    select
        related_entries.gl_entry_key,
        coalesce(posted_legs.value_entry_key, related_entries.value_entry_key) as value_entry_key,
        {{ block_of_entries('coalesce(posted_legs.value_entry_key, related_entries.value_entry_key)') }} as block_no,
        posted_legs.leg_kind,
        posted_legs.posting_date,
        posted_legs.posted_amount,
        related_entries.amount as gl_amount,
        posted_legs.posting_date <> related_entries.posting_date or related_entries.is_closing_date as dates_differ
    from related_entries
    full outer join posted_legs
        on
            related_entries.value_entry_key = posted_legs.value_entry_key
            and related_entries.gl_account_no = posted_legs.gl_account_no
            and related_entries.is_credit = posted_legs.is_credit
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

-- Every leg of a block has exactly one G/L entry where links and legs are equally many. Counted by block, since a count
-- by leg has as many groups as the ledger has entries.
legs_by_block as (
    select
        block_no,
        count(*) as legs
    from posted_legs
    group by block_no
),

links_by_block as (
    select
        block_no,
        count(*) as links,
        count(gl_entry_key) as links_with_gl_entry
    from links
    where leg_kind is not null
    group by block_no
),

blocks_to_check as (
    select links_by_block.block_no
    from links_by_block
    inner join legs_by_block on links_by_block.block_no = legs_by_block.block_no
    where links_by_block.links <> legs_by_block.legs or links_by_block.links_with_gl_entry <> links_by_block.links
),

entries_to_check as (
    select gl_entry_key from entries_not_met
    union
    select links.gl_entry_key
    from links
    inner join blocks_to_check on links.block_no = blocks_to_check.block_no
    where links.gl_entry_key is not null
),

final as (
    select
        links.gl_entry_key,
        links.value_entry_key,
        links.leg_kind,
        links.dates_differ,
        entries_not_met.gl_entry_key is null as is_amount_met
    from links
    left join entries_to_check on links.gl_entry_key = entries_to_check.gl_entry_key
    left join blocks_to_check on links.block_no = blocks_to_check.block_no
    left join entries_not_met on links.gl_entry_key = entries_not_met.gl_entry_key
    where
        entries_to_check.gl_entry_key is not null
        or blocks_to_check.block_no is not null
        or links.dates_differ
)

select * from final
