-- One row per company, value entry and reason why Post Inventory Cost to G/L passes it over. BC posts all of a value
-- entry or nothing, so one reason on one leg holds back every leg.

with open_value_entries as (
    select * from {{ ref('int_open_value_entries') }}
),

pairs_to_post as (
    select * from {{ ref('int_pairs_to_post') }}
),

-- These two stand alone: BC does not even look for accounts.
not_considered as (
    select
        value_entry_key,
        treatment as reason
    from open_value_entries
    where treatment in ('not_inventoriable', 'expected_cost_posting_off')
),

invalid_combinations as (
    select
        value_entry_key,
        'invalid_combination' as reason
    from open_value_entries
    where treatment = 'to_post' and is_invalid_combination
),

account_problems as (
    select
        value_entry_key,
        account_problem as reason
    from pairs_to_post
    where account_problem <> ''
    union all
    select
        value_entry_key,
        bal_account_problem as reason
    from pairs_to_post
    where bal_account_problem <> ''
),

blocked_by_date as (
    select
        value_entry_key,
        'blocked_by_date' as reason
    from open_value_entries
    where treatment = 'to_post' and is_outside_posting_dates
),

not_queued as (
    select
        value_entry_key,
        'not_queued' as reason
    from open_value_entries
    where treatment = 'to_post' and is_missing_from_queue
),

reasons as (
    select * from not_considered
    union all
    select * from invalid_combinations
    union all
    select * from account_problems
    union all
    select * from blocked_by_date
    union all
    select * from not_queued
),

-- Several legs of a value entry may share a reason.
final as (
    select
        open_value_entries.company,
        open_value_entries.company_no,
        open_value_entries.value_entry_key,
        open_value_entries.value_entry_no,
        open_value_entries.posting_date,
        open_value_entries.item_no,
        open_value_entries.entry_amount,
        reasons.reason
    from reasons
    inner join open_value_entries on reasons.value_entry_key = open_value_entries.value_entry_key
    group by all
)

select * from final
