-- One row per company, value entry and reason why Post Inventory Cost to G/L passes it over. BC posts all of a value
-- entry or nothing, so one reason on one leg holds back every leg.

with open_value_entries as (
    select * from {{ ref('int_open_value_entries') }}
),

legs_to_post as (
    select * from {{ ref('int_legs_to_post') }}
    where account_problem <> ''
),

account_types as (
    select * from {{ ref('posting_account_types') }}
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

setup_rows as (
    select
        legs_to_post.value_entry_key,
        legs_to_post.account_problem as reason,
        legs_to_post.gl_account_no,
        account_types.setup_field,
        case
            when account_types.posting_setup = 'inventory'
                then
                    'location ' || coalesce(nullif(legs_to_post.location_code, ''), '(blank)')
                    || ', inventory posting group '
                    || coalesce(nullif(legs_to_post.inventory_posting_group, ''), '(blank)')
            else
                'business group ' || coalesce(nullif(legs_to_post.gen_bus_posting_group, ''), '(blank)')
                || ', product group ' || coalesce(nullif(legs_to_post.gen_prod_posting_group, ''), '(blank)')
        end as setup_row
    from legs_to_post
    inner join account_types on legs_to_post.account_type = account_types.account_type
),

account_problems as (
    select distinct
        value_entry_key,
        reason,
        case reason
            when 'blocked_account' then gl_account_no
            when 'missing_account' then setup_field || ' of ' || setup_row
            when 'missing_gl_account' then setup_field || ' of ' || setup_row || ' (' || gl_account_no || ')'
            else setup_row
        end as what_to_set_up
    from setup_rows
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
    select
        value_entry_key,
        reason,
        what_to_set_up
    from account_problems
    union all
    select
        value_entry_key,
        reason,
        '' as what_to_set_up
    from (
        select * from not_considered
        union all
        select * from invalid_combinations
        union all
        select * from blocked_by_date
        union all
        select * from not_queued
    ) as reasons_elsewhere
),

-- Several legs of a value entry may share a reason and what is to set up.
final as (
    select
        open_value_entries.company,
        open_value_entries.company_no,
        open_value_entries.value_entry_key,
        open_value_entries.value_entry_no,
        open_value_entries.posting_date,
        open_value_entries.item_no,
        open_value_entries.entry_amount,
        reasons.reason,
        {{ dbt.listagg('reasons.what_to_set_up', "' and '", 'order by reasons.what_to_set_up') }} as what_to_set_up
    from reasons
    inner join open_value_entries on reasons.value_entry_key = open_value_entries.value_entry_key
    group by all
)

select * from final
