-- What value entries say was posted to the general ledger: one row per value entry and leg with a posted part (K),
-- debit positive, on the account of today's setup. A value entry has at most one leg of a kind. Posted amounts are what
-- was meant to reach the account, not proof that it did.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
    where posted_amount <> 0
),

account_types as (
    select
        account_type_no,
        account_type
    from {{ ref('posting_account_types') }}
),

-- A kind is the cost part, the two account types and the sign in one number, so that a fit groups by integers.
numbered_pairs as (
    select
        pairs.*,
        case when pairs.cost_part = 'expected' then 10000 else 20000 end as part_no,
        account.account_type_no,
        balancing.account_type_no as bal_account_type_no
    from pairs
    inner join account_types as account on pairs.account_type = account.account_type
    inner join account_types as balancing on pairs.bal_account_type = balancing.account_type
),

account_side as (
    select
        company_no,
        value_entry_key,
        cast(
            (part_no + 100 * account_type_no + bal_account_type_no) * sign(posted_amount) as integer
        ) as leg_kind,
        posting_date,
        gl_account_no,
        posted_amount,
        posted_amount_acy,
        location_code,
        case
            when account_type = 'WIP Inventory' then wip_inventory_posting_group
            else inventory_posting_group
        end as inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id
    from numbered_pairs
),

balancing_side as (
    select
        company_no,
        value_entry_key,
        cast(
            (part_no + 100 * bal_account_type_no + account_type_no) * -sign(posted_amount) as integer
        ) as leg_kind,
        posting_date,
        bal_gl_account_no as gl_account_no,
        -posted_amount as posted_amount,
        -posted_amount_acy as posted_amount_acy,
        location_code,
        case
            when bal_account_type = 'WIP Inventory' then wip_inventory_posting_group
            else inventory_posting_group
        end as inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id
    from numbered_pairs
),

final as (
    select * from account_side
    union all
    select * from balancing_side
)

select * from final
