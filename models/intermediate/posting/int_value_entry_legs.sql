-- One row per company, value entry, cost part, pair and side: the pairs of int_value_entry_pairs seen from each of
-- their two accounts. Debit positive. A leg without an account has gl_account_no ''.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
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
        rules.cost_part,
        rules.pair_no,
        rules.account_type,
        rules.bal_account_type,
        case when rules.cost_part = 'expected' then 10000 else 20000 end as part_no,
        account.account_type_no,
        balancing.account_type_no as bal_account_type_no
    from {{ ref('value_entry_posting_rules') }} as rules
    inner join account_types as account on rules.account_type = account.account_type
    inner join account_types as balancing on rules.bal_account_type = balancing.account_type
),

-- A kind is the cost part and the two account types in one number, so that a fit groups by integers.
sides as (
    select
        rule_no,
        cost_part,
        pair_no,
        true as is_account_side,
        account_type,
        part_no + 100 * account_type_no + bal_account_type_no as leg_kind
    from numbered_rules
    union all
    select
        rule_no,
        cost_part,
        pair_no,
        false as is_account_side,
        bal_account_type as account_type,
        part_no + 100 * bal_account_type_no + account_type_no as leg_kind
    from numbered_rules
),

legs as (
    select
        pairs.company_no,
        pairs.value_entry_key,
        pairs.posting_date,
        pairs.is_open,
        sides.cost_part,
        sides.pair_no,
        case when sides.is_account_side then 'account' else 'balancing' end as side,
        sides.account_type,
        sides.leg_kind,
        case when sides.is_account_side then pairs.setup_account_no else pairs.bal_setup_account_no end
            as setup_account_no,
        case when sides.is_account_side then pairs.amount else -pairs.amount end as amount,
        case when sides.is_account_side then pairs.posted_amount else -pairs.posted_amount end as posted_amount
    from pairs
    inner join sides on pairs.rule_no = sides.rule_no
),

final as (
    select
        legs.company_no,
        legs.value_entry_key,
        legs.posting_date,
        legs.is_open,
        legs.cost_part,
        legs.pair_no,
        legs.side,
        legs.account_type,
        legs.leg_kind,
        coalesce(setup_accounts.gl_account_no, '') as gl_account_no,
        setup_accounts.account_index,
        legs.amount,
        legs.posted_amount,
        legs.amount - legs.posted_amount as open_amount
    from legs
    left join setup_accounts on legs.setup_account_no = setup_accounts.setup_account_no
)

select * from final
