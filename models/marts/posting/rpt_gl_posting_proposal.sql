-- What Post Inventory Cost to G/L would post now: one row per company, value entry and leg, debit positive. Value
-- entries with any reason against them are left out whole; see rpt_gl_posting_skipped.

with pairs_to_post as (
    select * from {{ ref('int_pairs_to_post') }}
),

skipped_value_entries as (
    select value_entry_key
    from {{ ref('int_value_entry_skip_reasons') }}
    group by value_entry_key
),

postable_pairs as (
    select pairs_to_post.*
    from pairs_to_post
    left join skipped_value_entries on pairs_to_post.value_entry_key = skipped_value_entries.value_entry_key
    where skipped_value_entries.value_entry_key is null
),

legs as (
    select
        company,
        value_entry_no,
        posting_date,
        item_no,
        account_type,
        bal_account_type,
        gl_account_no,
        location_code,
        case
            when account_type = 'WIP Inventory' then wip_inventory_posting_group
            else inventory_posting_group
        end as inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id,
        cost_part = 'expected' as is_interim,
        amount,
        amount_acy
    from postable_pairs
    union all
    select
        company,
        value_entry_no,
        posting_date,
        item_no,
        bal_account_type as account_type,
        account_type as bal_account_type,
        bal_gl_account_no as gl_account_no,
        location_code,
        case
            when bal_account_type = 'WIP Inventory' then wip_inventory_posting_group
            else inventory_posting_group
        end as inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id,
        cost_part = 'expected' as is_interim,
        -amount as amount,
        -amount_acy as amount_acy
    from postable_pairs
),

final as (
    select
        company,
        cast(value_entry_no as bigint) as value_entry_no,
        posting_date,
        item_no,
        account_type,
        bal_account_type,
        gl_account_no,
        location_code,
        inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        cast(dimension_set_id as bigint) as dimension_set_id,
        is_interim,
        cast(amount as decimal(38, 5)) as amount,
        cast(amount_acy as decimal(38, 5)) as amount_acy
    from legs
)

select * from final
