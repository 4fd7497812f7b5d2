-- int_pairs_to_post seen from each of its two accounts: one row per company, value entry, cost part, pair and side,
-- debit positive, with the posting groups that the account is taken from.

with pairs as (
    select * from {{ ref('int_pairs_to_post') }}
),

sides as (
    select true as is_account_side
    union all
    select false as is_account_side
),

legs as (
    select
        pairs.company,
        pairs.value_entry_key,
        pairs.value_entry_no,
        pairs.item_no,
        pairs.posting_date,
        pairs.cost_part,
        case when sides.is_account_side then pairs.account_type else pairs.bal_account_type end as account_type,
        case when sides.is_account_side then pairs.bal_account_type else pairs.account_type end as bal_account_type,
        case when sides.is_account_side then pairs.gl_account_no else pairs.bal_gl_account_no end as gl_account_no,
        case when sides.is_account_side then pairs.account_problem else pairs.bal_account_problem end
            as account_problem,
        pairs.location_code,
        pairs.inventory_posting_group,
        pairs.wip_inventory_posting_group,
        pairs.gen_bus_posting_group,
        pairs.gen_prod_posting_group,
        pairs.dimension_set_id,
        case when sides.is_account_side then pairs.amount else -pairs.amount end as amount,
        case when sides.is_account_side then pairs.amount_acy else -pairs.amount_acy end as amount_acy
    from pairs
    cross join sides
),

final as (
    select
        legs.company,
        legs.value_entry_key,
        legs.value_entry_no,
        legs.item_no,
        legs.posting_date,
        legs.cost_part,
        legs.account_type,
        legs.bal_account_type,
        legs.gl_account_no,
        legs.account_problem,
        legs.location_code,
        {{ inventory_group_of('legs.account_type', 'legs') }} as inventory_posting_group,
        legs.gen_bus_posting_group,
        legs.gen_prod_posting_group,
        legs.dimension_set_id,
        legs.amount,
        legs.amount_acy
    from legs
)

select * from final
