-- One row per company, value entry, cost part (expected, actual) and pair of accounts that it moves: the account gets
-- +cost, the balancing account -cost. Accounts are those of today's posting setup, whatever was posted and wherever it
-- stands now. The only place that maps value entries to accounts. It has more rows than the ledger, so it holds the
-- numbers of the rule and of the setup accounts, not their names.

with entries_by_rule as (
    select * from {{ ref('int_value_entry_rules') }}
),

account_types as (
    select
        account_type,
        account_type_no,
        posting_setup = 'general' as is_of_general_setup,
        {{ is_taken_from_wip_group('account_type') }} as is_wip
    from {{ ref('posting_account_types') }}
),

with_setups as (
    select
        entries_by_rule.*,
        account.account_type_no,
        balancing.account_type_no as bal_account_type_no,
        case
            when account.is_of_general_setup then entries_by_rule.general_setup_row_no
            when account.is_wip then entries_by_rule.wip_setup_row_no
            else entries_by_rule.inventory_setup_row_no
        end as setup_row_no,
        case
            when balancing.is_of_general_setup then entries_by_rule.general_setup_row_no
            when balancing.is_wip then entries_by_rule.wip_setup_row_no
            else entries_by_rule.inventory_setup_row_no
        end as bal_setup_row_no
    from entries_by_rule
    inner join account_types as account on entries_by_rule.account_type = account.account_type
    inner join account_types as balancing on entries_by_rule.bal_account_type = balancing.account_type
),

final as (
    select
        company_no,
        value_entry_key,
        posting_date,
        rule_no,
        -- 0: no setup row for location and group.
        coalesce({{ setup_account_no('setup_row_no', 'account_type_no') }}, 0) as setup_account_no,
        coalesce({{ setup_account_no('bal_setup_row_no', 'bal_account_type_no') }}, 0) as bal_setup_account_no,
        amount,
        posted_amount,
        amount <> posted_amount or amount_acy <> posted_amount_acy as is_open
    from with_setups
)

select * from final
