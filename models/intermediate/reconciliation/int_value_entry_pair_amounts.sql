-- What the value entries say belongs in the general ledger, one row per company, pair of account types and pair of
-- accounts: full cost of the reporting period and of everything before it. Signed as on the account; the balancing
-- account has the opposite.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

rules as (
    select
        rule_no,
        account_type,
        bal_account_type
    from {{ ref('value_entry_posting_rules') }}
),

setup_accounts as (
    select
        setup_account_no,
        gl_account_no
    from {{ ref('int_posting_setup_accounts') }}
),

summed_pairs as (
    select
        pairs.company_no,
        pairs.rule_no,
        pairs.setup_account_no,
        pairs.bal_setup_account_no,
        sum(case when pairs.posting_date >= period.period_start then pairs.amount else 0 end) as amount,
        sum(case when pairs.posting_date < period.period_start then pairs.amount else 0 end) as amount_before_period
    from pairs
    inner join period on pairs.posting_date <= period.period_end
    group by pairs.company_no, pairs.rule_no, pairs.setup_account_no, pairs.bal_setup_account_no
),

named_pairs as (
    select
        summed_pairs.company_no,
        rules.account_type,
        rules.bal_account_type,
        coalesce(account.gl_account_no, '') as gl_account_no,
        coalesce(balancing.gl_account_no, '') as bal_gl_account_no,
        summed_pairs.amount,
        summed_pairs.amount_before_period
    from summed_pairs
    inner join rules on summed_pairs.rule_no = rules.rule_no
    left join setup_accounts as account on summed_pairs.setup_account_no = account.setup_account_no
    left join setup_accounts as balancing on summed_pairs.bal_setup_account_no = balancing.setup_account_no
),

final as (
    select
        company_no,
        account_type,
        bal_account_type,
        gl_account_no,
        bal_gl_account_no,
        cast(sum(amount) as decimal(38, 5)) as amount,
        cast(sum(amount_before_period) as decimal(38, 5)) as amount_before_period
    from named_pairs
    group by company_no, account_type, bal_account_type, gl_account_no, bal_gl_account_no
)

select * from final
