-- One row per company, value entry, cost part, pair and side: the pairs of int_value_entry_pairs seen from each of
-- their two accounts. Debit positive. A leg without an account has gl_account_no ''.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
),

account_side as (
    select
        company_no,
        value_entry_key,
        item_ledger_entry_key,
        posting_date,
        cost_part,
        pair_no,
        'account' as side,
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
        amount,
        posted_amount,
        amount - posted_amount as open_amount,
        posted_amount_acy
    from pairs
),

balancing_side as (
    select
        company_no,
        value_entry_key,
        item_ledger_entry_key,
        posting_date,
        cost_part,
        pair_no,
        'balancing' as side,
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
        -amount as amount,
        -posted_amount as posted_amount,
        posted_amount - amount as open_amount,
        -posted_amount_acy as posted_amount_acy
    from pairs
),

final as (
    select * from account_side
    union all
    select * from balancing_side
)

select * from final
