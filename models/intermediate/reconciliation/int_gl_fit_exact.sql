-- G/L entries that one group of posted legs meets exactly and without a rival, one row per such G/L entry: the legs of
-- the value entries that relation rows tie to it, of one kind, date and today's account, that sum to its amount.
-- BC may post one G/L entry for thousands of value entries or two for each: both are one hash join here.

with relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

gl_entries as (
    select
        gl_entry_key,
        gl_account_no,
        posting_date,
        is_closing_date,
        amount
    from {{ ref('stg_bc__gl_entries') }}
    where amount <> 0
),

posted_legs as (
    select
        value_entry_key,
        leg_kind,
        posting_date,
        gl_account_no,
        posted_amount
    from {{ ref('int_posted_legs') }}
),

-- A value entry with several G/L entries of one account and sign leaves a choice: those go to int_gl_fit_by_steps.
related_entries as (
    select
        relations.value_entry_key,
        gl_entries.gl_account_no,
        gl_entries.amount < 0 as is_credit,
        min(gl_entries.gl_entry_key) as gl_entry_key,
        min(gl_entries.amount) as gl_amount,
        min(gl_entries.posting_date) as gl_posting_date,
        max(case when gl_entries.is_closing_date then 1 else 0 end) as is_closing_date,
        count(*) as gl_entry_count
    from relations
    inner join gl_entries on relations.gl_entry_key = gl_entries.gl_entry_key
    group by relations.value_entry_key, gl_entries.gl_account_no, gl_entries.amount < 0
),

entries_with_rivals as (
    select relations.gl_entry_key
    from relations
    inner join (
        select value_entry_key
        from related_entries
        where gl_entry_count > 1
        group by value_entry_key
    ) as value_entries_with_a_choice
        on relations.value_entry_key = value_entries_with_a_choice.value_entry_key
    group by relations.gl_entry_key
),

leg_groups as (
    select
        related_entries.gl_entry_key,
        posted_legs.leg_kind,
        posted_legs.posting_date,
        min(related_entries.gl_account_no) as gl_account_no,
        min(related_entries.gl_amount) as gl_amount,
        max(
            case
                when related_entries.gl_posting_date <> posted_legs.posting_date then 1
                else related_entries.is_closing_date
            end
        ) as dates_differ,
        sum(posted_legs.posted_amount) as posted_amount,
        min(posted_legs.value_entry_key) as first_value_entry_key,
        count(*) as leg_count
    from related_entries
    inner join posted_legs
        on
            related_entries.value_entry_key = posted_legs.value_entry_key
            and related_entries.gl_account_no = posted_legs.gl_account_no
            and related_entries.is_credit = (posted_legs.posted_amount < 0)
    where related_entries.gl_entry_count = 1
    group by related_entries.gl_entry_key, posted_legs.leg_kind, posted_legs.posting_date
),

exact_groups as (
    select
        gl_entry_key,
        min(leg_kind) as leg_kind,
        min(posting_date) as posting_date,
        min(first_value_entry_key) as first_value_entry_key,
        min(leg_count) as leg_count,
        min(gl_account_no) as gl_account_no,
        max(dates_differ) = 1 as dates_differ
    from leg_groups
    where posted_amount = gl_amount
    group by gl_entry_key
    having count(*) = 1
),

final as (
    select exact_groups.*
    from exact_groups
    left join entries_with_rivals on exact_groups.gl_entry_key = entries_with_rivals.gl_entry_key
    where entries_with_rivals.gl_entry_key is null
)

select * from final
