-- The posting rules seen from each of their two accounts: one row per rule and side.

with account_types as (
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
final as (
    select
        rule_no,
        true as is_account_side,
        cost_part,
        pair_no,
        account_type,
        part_no + 100 * account_type_no + bal_account_type_no as leg_kind
    from numbered_rules
    union all
    select
        rule_no,
        false as is_account_side,
        cost_part,
        pair_no,
        bal_account_type as account_type,
        part_no + 100 * bal_account_type_no + account_type_no as leg_kind
    from numbered_rules
)

select * from final
