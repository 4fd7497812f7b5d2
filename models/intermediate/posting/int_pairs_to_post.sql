-- One row per company, value entry, cost part and pair that Post Inventory Cost to G/L still has to post, whether or
-- not something stands in its way. Expected cost only where its posting is on. Amounts are those of the account; the
-- balancing account gets the opposite.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
),

value_entries_to_post as (
    select * from {{ ref('int_open_value_entries') }}
    where treatment = 'to_post'
),

final as (
    select
        pairs.company,
        pairs.company_no,
        pairs.value_entry_key,
        pairs.value_entry_no,
        pairs.item_no,
        pairs.posting_date,
        pairs.cost_part,
        pairs.pair_no,
        pairs.account_type,
        pairs.bal_account_type,
        pairs.gl_account_no,
        pairs.bal_gl_account_no,
        pairs.account_problem,
        pairs.bal_account_problem,
        pairs.location_code,
        pairs.inventory_posting_group,
        pairs.wip_inventory_posting_group,
        pairs.gen_bus_posting_group,
        pairs.gen_prod_posting_group,
        pairs.dimension_set_id,
        pairs.amount - pairs.posted_amount as amount,
        pairs.amount_acy - pairs.posted_amount_acy as amount_acy
    from pairs
    inner join value_entries_to_post on pairs.value_entry_key = value_entries_to_post.value_entry_key
    where
        (pairs.amount <> pairs.posted_amount or pairs.amount_acy <> pairs.posted_amount_acy)
        and (pairs.cost_part = 'actual' or value_entries_to_post.is_expected_cost_posting_on)
)

select * from final
