-- The posting rules with their blanks as '' and the setup table that each of the two accounts is taken from. One row
-- per combination, cost part and pair.

with rules as (
    select * from {{ ref('value_entry_posting_rules') }}
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

final as (
    select
        coalesce(rules.item_ledger_entry_type, '') as item_ledger_entry_type,
        rules.entry_type,
        coalesce(rules.variance_type, '') as variance_type,
        coalesce(rules.order_type, '') as order_type,
        rules.cost_part,
        rules.pair_no,
        rules.account_type,
        rules.bal_account_type,
        coalesce(rules.applies_when, '') as applies_when,
        account.posting_setup as account_setup,
        balancing.posting_setup as bal_account_setup
    from rules
    inner join account_types as account on rules.account_type = account.account_type
    inner join account_types as balancing on rules.bal_account_type = balancing.account_type
)

select * from final
