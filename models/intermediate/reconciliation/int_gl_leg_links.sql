-- Relation rows and posted legs brought together on the leg's own account and sign: one row per G/L entry, value entry
-- and leg. A relation row without such a leg has no leg_kind; a leg without such a relation row has no gl_entry_key.
-- Whether BC posts one G/L entry for thousands of value entries or two for each, this is two hash joins.

with relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

gl_entries as (
    select
        gl_entry_key,
        -- The blank number of a deleted account is no account: it agrees with no leg, not even one without an account.
        nullif(gl_account_no, '') as gl_account_no,
        posting_date,
        is_closing_date,
        amount
    from {{ ref('stg_bc__gl_entries') }}
),

posted_legs as (
    select
        value_entry_key,
        leg_kind,
        posting_date,
        gl_account_no,
        posted_amount,
        posted_amount < 0 as is_credit
    from {{ ref('int_posted_legs') }}
),

related_entries as (
    select
        relations.gl_entry_key,
        relations.value_entry_key,
        gl_entries.gl_account_no,
        gl_entries.posting_date,
        gl_entries.is_closing_date,
        gl_entries.amount,
        gl_entries.amount < 0 as is_credit
    from relations
    left join gl_entries on relations.gl_entry_key = gl_entries.gl_entry_key
),

final as (
    select
        related_entries.gl_entry_key,
        coalesce(posted_legs.value_entry_key, related_entries.value_entry_key) as value_entry_key,
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
)

select * from final
