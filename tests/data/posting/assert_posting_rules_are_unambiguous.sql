-- Each combination, cost part and pair has one rule, and both account types of a rule are known. Blanks are blanks, not
-- unknowns, so they count in the key.

with rules as (
    select
        coalesce(item_ledger_entry_type, '') as item_ledger_entry_type,
        coalesce(entry_type, '') as entry_type,
        coalesce(variance_type, '') as variance_type,
        coalesce(order_type, '') as order_type,
        coalesce(cost_part, '') as cost_part,
        coalesce(pair_no, 0) as pair_no,
        account_type,
        bal_account_type,
        applies_when
    from {{ ref('value_entry_posting_rules') }}
),

account_types as (
    select account_type from {{ ref('posting_account_types') }}
),

duplicate_rules as (
    select
        'two rules for one pair' as fault,
        item_ledger_entry_type,
        entry_type,
        variance_type,
        order_type,
        cost_part,
        pair_no
    from rules
    group by item_ledger_entry_type, entry_type, variance_type, order_type, cost_part, pair_no
    having count(*) > 1
),

unknown_values as (
    select
        'unknown account type, cost part or condition' as fault,
        rules.item_ledger_entry_type,
        rules.entry_type,
        rules.variance_type,
        rules.order_type,
        rules.cost_part,
        rules.pair_no
    from rules
    left join account_types as account on rules.account_type = account.account_type
    left join account_types as balancing on rules.bal_account_type = balancing.account_type
    where
        account.account_type is null
        or balancing.account_type is null
        or rules.cost_part not in ('expected', 'actual')
        or rules.pair_no not in (1, 2)
        or coalesce(rules.applies_when, '') not in ('', 'non_inventory_cost', 'finished_without_output')
),

-- Only Direct Cost and Revaluation carry expected cost, and every combination has an actual rule.
incomplete_combinations as (
    select
        'expected cost without an actual rule, or on another entry type' as fault,
        expected_rules.item_ledger_entry_type,
        expected_rules.entry_type,
        expected_rules.variance_type,
        expected_rules.order_type,
        expected_rules.cost_part,
        expected_rules.pair_no
    from rules as expected_rules
    left join rules as actual_rules
        on
            expected_rules.item_ledger_entry_type = actual_rules.item_ledger_entry_type
            and expected_rules.entry_type = actual_rules.entry_type
            and expected_rules.variance_type = actual_rules.variance_type
            and expected_rules.order_type = actual_rules.order_type
            and actual_rules.cost_part = 'actual'
            and actual_rules.pair_no = 1
    where
        expected_rules.cost_part = 'expected'
        and (actual_rules.cost_part is null or expected_rules.entry_type not in ('Direct Cost', 'Revaluation'))
),

final as (
    select * from duplicate_rules
    union all
    select * from unknown_values
    union all
    select * from incomplete_combinations
)

select * from final
