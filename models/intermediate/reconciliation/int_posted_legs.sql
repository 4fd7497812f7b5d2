-- What value entries say was posted to the general ledger: one row per value entry and leg with a posted part (K),
-- debit positive, on the account of today's setup. A value entry has at most one leg of a kind. Posted amounts are what
-- was meant to reach the account, not proof that it did.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
    where posted_amount <> 0
),

setup_accounts as (
    select
        setup_account_no,
        gl_account_no,
        account_index
    from {{ ref('int_posting_setup_accounts') }}
),

account_types as (
    select
        account_type_no,
        account_type
    from {{ ref('posting_account_types') }}
),

numbered_rules as (
    select
        rules.rule_no,
        case when rules.cost_part = 'expected' then 10000 else 20000 end as part_no,
        account.account_type_no,
        balancing.account_type_no as bal_account_type_no
    from {{ ref('value_entry_posting_rules') }} as rules
    inner join account_types as account on rules.account_type = account.account_type
    inner join account_types as balancing on rules.bal_account_type = balancing.account_type
),

-- A kind is the cost part, the two account types and the sign in one number, so that a fit groups by integers.
sides as (
    select
        rule_no,
        'account' as side,
        part_no + 100 * account_type_no + bal_account_type_no as leg_kind
    from numbered_rules
    union all
    select
        rule_no,
        'balancing' as side,
        part_no + 100 * bal_account_type_no + account_type_no as leg_kind
    from numbered_rules
),

legs as (
    select
        pairs.company_no,
        pairs.value_entry_key,
        sides.leg_kind,
        pairs.posting_date,
        pairs.rule_no,
        sides.side,
        case when sides.side = 'account' then pairs.setup_account_no else pairs.bal_setup_account_no end
            as setup_account_no,
        case when sides.side = 'account' then pairs.posted_amount else -pairs.posted_amount end as posted_amount
    from pairs
    inner join sides on pairs.rule_no = sides.rule_no
),

final as (
    select
        legs.company_no,
        legs.value_entry_key,
        cast(case when legs.posted_amount < 0 then -legs.leg_kind else legs.leg_kind end as integer) as leg_kind,
        legs.posting_date,
        legs.rule_no,
        legs.side,
        coalesce(setup_accounts.gl_account_no, '') as gl_account_no,
        setup_accounts.account_index,
        legs.posted_amount
    from legs
    left join setup_accounts on legs.setup_account_no = setup_accounts.setup_account_no
)

select * from final
