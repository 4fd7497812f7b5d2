-- One row per company, value entry, cost part, pair and side: the pairs of int_value_entry_pairs seen from each of
-- their two accounts. Debit positive. A leg without an account has gl_account_no ''.

with pairs as (
    select
        pairs.*,
        rules.cost_part,
        rules.pair_no
    from {{ ref('int_value_entry_pairs') }} as pairs
    inner join {{ ref('value_entry_posting_rules') }} as rules on pairs.rule_no = rules.rule_no
),

setup_accounts as (
    select
        setup_account_no,
        gl_account_no
    from {{ ref('int_posting_setup_accounts') }}
),

sides as (
    select
        company_no,
        value_entry_key,
        item_ledger_entry_key,
        posting_date,
        cost_part,
        pair_no,
        'account' as side,
        setup_account_no,
        amount,
        posted_amount,
        amount - posted_amount as open_amount
    from pairs
    union all
    select
        company_no,
        value_entry_key,
        item_ledger_entry_key,
        posting_date,
        cost_part,
        pair_no,
        'balancing' as side,
        bal_setup_account_no as setup_account_no,
        -amount as amount,
        -posted_amount as posted_amount,
        posted_amount - amount as open_amount
    from pairs
),

final as (
    select
        sides.company_no,
        sides.value_entry_key,
        sides.item_ledger_entry_key,
        sides.posting_date,
        sides.cost_part,
        sides.pair_no,
        sides.side,
        coalesce(setup_accounts.gl_account_no, '') as gl_account_no,
        sides.amount,
        sides.posted_amount,
        sides.open_amount
    from sides
    left join setup_accounts on sides.setup_account_no = setup_accounts.setup_account_no
)

select * from final
