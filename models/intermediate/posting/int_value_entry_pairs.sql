-- One row per company, value entry, cost part (expected, actual) and pair of accounts that it moves: the account gets
-- +cost, the balancing account -cost. Accounts are those of today's posting setup, whatever was posted and wherever it
-- stands now. The only place that maps value entries to accounts. It has more rows than the ledger, so it holds the
-- numbers of the rule and of the setup accounts, not their names.

with entries_by_rule as (
    select * from {{ ref('int_value_entry_rules') }}
),

setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

account_types as (
    select
        account_type,
        posting_setup
    from {{ ref('posting_account_types') }}
),

with_setups as (
    select
        entries_by_rule.*,
        account.posting_setup as account_setup,
        balancing.posting_setup as bal_account_setup
    from entries_by_rule
    inner join account_types as account on entries_by_rule.account_type = account.account_type
    inner join account_types as balancing on entries_by_rule.bal_account_type = balancing.account_type
),

final as (
    select
        with_setups.company_no,
        with_setups.value_entry_key,
        with_setups.posting_date,
        with_setups.rule_no,
        -- 0: no setup row for location and group.
        coalesce(account.setup_account_no, 0) as setup_account_no,
        coalesce(balancing.setup_account_no, 0) as bal_setup_account_no,
        with_setups.amount,
        with_setups.posted_amount,
        (
            with_setups.amount <> with_setups.posted_amount
            or with_setups.amount_acy <> with_setups.posted_amount_acy
        ) as is_open
    from with_setups
    left join setup_accounts as account
        on
            with_setups.company_no = account.company_no
            and with_setups.account_type = account.account_type
            and {{ setup_code_1('with_setups', 'account_setup') }} = account.setup_code_1
            and {{ setup_code_2('with_setups', 'account_setup', 'with_setups.account_type') }}
            = account.setup_code_2
    left join setup_accounts as balancing
        on
            with_setups.company_no = balancing.company_no
            and with_setups.bal_account_type = balancing.account_type
            and {{ setup_code_1('with_setups', 'bal_account_setup') }} = balancing.setup_code_1
            and {{ setup_code_2('with_setups', 'bal_account_setup', 'with_setups.bal_account_type') }}
            = balancing.setup_code_2
)

select * from final
