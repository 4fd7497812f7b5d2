-- What the value entries say belongs in the general ledger, one row per company, pair of account types and pair of
-- accounts: full cost of the reporting period and of everything before it. Signed as on the account; the balancing
-- account has the opposite.

with pairs as (
    select * from {{ ref('int_value_entry_pairs') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

final as (
    select
        pairs.company_no,
        pairs.account_type,
        pairs.bal_account_type,
        pairs.gl_account_no,
        pairs.bal_gl_account_no,
        cast(
            sum(case when pairs.posting_date >= period.period_start then pairs.amount else 0 end) as decimal(38, 5)
        ) as amount,
        cast(
            sum(case when pairs.posting_date < period.period_start then pairs.amount else 0 end) as decimal(38, 5)
        ) as amount_before_period
    from pairs
    inner join period on pairs.posting_date <= period.period_end
    group by
        pairs.company_no,
        pairs.account_type,
        pairs.bal_account_type,
        pairs.gl_account_no,
        pairs.bal_gl_account_no
)

select * from final
