-- What Post Inventory Cost to G/L would post now: one row per company, value entry and leg, debit positive. Value
-- entries with any reason against them are left out whole; see rpt_gl_posting_skipped.

with legs_to_post as (
    select * from {{ ref('int_legs_to_post') }}
),

skipped_value_entries as (
    select value_entry_key
    from {{ ref('int_value_entry_skip_reasons') }}
    group by value_entry_key
),

final as (
    select
        legs_to_post.company,
        cast(legs_to_post.value_entry_no as bigint) as value_entry_no,
        legs_to_post.posting_date,
        legs_to_post.item_no,
        legs_to_post.account_type,
        legs_to_post.bal_account_type,
        legs_to_post.gl_account_no,
        legs_to_post.location_code,
        legs_to_post.inventory_posting_group,
        legs_to_post.gen_bus_posting_group,
        legs_to_post.gen_prod_posting_group,
        cast(legs_to_post.dimension_set_id as bigint) as dimension_set_id,
        legs_to_post.cost_part = 'expected' as is_interim,
        cast(legs_to_post.amount as decimal(38, 5)) as amount,
        cast(legs_to_post.amount_acy as decimal(38, 5)) as amount_acy
    from legs_to_post
    left join skipped_value_entries on legs_to_post.value_entry_key = skipped_value_entries.value_entry_key
    where skipped_value_entries.value_entry_key is null
)

select * from final
