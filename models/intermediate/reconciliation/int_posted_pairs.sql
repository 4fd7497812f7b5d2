-- What value entries say was posted to the general ledger, one row per value entry and pair with a posted part: the debit
-- and the credit side by side. int_posted_legs has them one under the other.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
    where posted_amount <> 0
),

sides as (
    select * from {{ ref('int_posting_rule_sides') }}
),

setup_accounts as (
    select
        setup_account_no,
        account_index
    from {{ ref('int_posting_setup_accounts') }}
),

final as (
    select
        pairs.value_entry_key,
        pairs.rule_no,
        pairs.posting_date,
        case when pairs.posted_amount > 0 then account_side.leg_kind else bal_side.leg_kind end as debit_leg_kind,
        case when pairs.posted_amount > 0 then bal_side.leg_kind else account_side.leg_kind end as credit_leg_kind,
        case when pairs.posted_amount > 0 then account.account_index else bal_account.account_index end
            as debit_account_index,
        case when pairs.posted_amount > 0 then bal_account.account_index else account.account_index end
            as credit_account_index,
        abs(pairs.posted_amount) as posted_amount
    from pairs
    inner join sides as account_side on pairs.rule_no = account_side.rule_no and account_side.is_account_side
    inner join sides as bal_side on pairs.rule_no = bal_side.rule_no and not bal_side.is_account_side
    left join setup_accounts as account on pairs.setup_account_no = account.setup_account_no
    left join setup_accounts as bal_account on pairs.bal_setup_account_no = bal_account.setup_account_no
)

select * from final
