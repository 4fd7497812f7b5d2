-- One row per company, value entry, cost part and pair that Post Inventory Cost to G/L still has to post, whether or
-- not something stands in its way. Expected cost only where its posting is on. Amounts are those of the account; the
-- balancing account gets the opposite.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
    where is_open
),

value_entries_to_post as (
    select * from {{ ref('int_open_value_entries') }}
    where treatment = 'to_post'
),

rules as (
    select * from {{ ref('value_entry_posting_rules') }}
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

open_pairs as (
    select
        value_entries_to_post.company,
        value_entries_to_post.company_no,
        value_entries_to_post.value_entry_key,
        value_entries_to_post.value_entry_no,
        value_entries_to_post.item_no,
        value_entries_to_post.posting_date,
        rules.cost_part,
        rules.pair_no,
        rules.account_type,
        rules.bal_account_type,
        pairs.setup_account_no,
        pairs.bal_setup_account_no,
        value_entries_to_post.location_code,
        value_entries_to_post.inventory_posting_group,
        value_entries_to_post.wip_inventory_posting_group,
        value_entries_to_post.gen_bus_posting_group,
        value_entries_to_post.gen_prod_posting_group,
        value_entries_to_post.dimension_set_id,
        case
            when rules.cost_part = 'actual' then value_entries_to_post.open_actual_cost
            else value_entries_to_post.open_expected_cost
        end as amount,
        case
            when rules.cost_part = 'actual' then value_entries_to_post.open_actual_cost_acy
            else value_entries_to_post.open_expected_cost_acy
        end as amount_acy
    from pairs
    inner join value_entries_to_post on pairs.value_entry_key = value_entries_to_post.value_entry_key
    inner join rules on pairs.rule_no = rules.rule_no
    where rules.cost_part = 'actual' or value_entries_to_post.is_expected_cost_posting_on
),

final as (
    select
        open_pairs.company,
        open_pairs.company_no,
        open_pairs.value_entry_key,
        open_pairs.value_entry_no,
        open_pairs.item_no,
        open_pairs.posting_date,
        open_pairs.cost_part,
        open_pairs.pair_no,
        open_pairs.account_type,
        open_pairs.bal_account_type,
        coalesce(account.gl_account_no, '') as gl_account_no,
        coalesce(balancing.gl_account_no, '') as bal_gl_account_no,
        coalesce(account.account_problem, 'missing_' || account_type.posting_setup || '_posting_setup')
            as account_problem,
        coalesce(balancing.account_problem, 'missing_' || bal_account_type.posting_setup || '_posting_setup')
            as bal_account_problem,
        open_pairs.location_code,
        open_pairs.inventory_posting_group,
        open_pairs.wip_inventory_posting_group,
        open_pairs.gen_bus_posting_group,
        open_pairs.gen_prod_posting_group,
        open_pairs.dimension_set_id,
        open_pairs.amount,
        open_pairs.amount_acy
    from open_pairs
    inner join account_types as account_type on open_pairs.account_type = account_type.account_type
    inner join account_types as bal_account_type on open_pairs.bal_account_type = bal_account_type.account_type
    left join setup_accounts as account on open_pairs.setup_account_no = account.setup_account_no
    left join setup_accounts as balancing on open_pairs.bal_setup_account_no = balancing.setup_account_no
    where open_pairs.amount <> 0 or open_pairs.amount_acy <> 0
)

select * from final
