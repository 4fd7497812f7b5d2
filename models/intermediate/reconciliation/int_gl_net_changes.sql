-- What the general ledger shows on every account, one row per company, account and closing date of the reporting period
-- (null for ordinary dates): net change of the period, and of everything before it. Debit positive.

with account_days as (
    select * from {{ ref('int_gl_account_days') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

dated_amounts as (
    select
        account_days.company_no,
        account_days.gl_account_no,
        account_days.amount,
        account_days.entry_count,
        account_days.posting_date < period.period_start as is_before_period,
        case
            when account_days.is_closing_date and account_days.posting_date >= period.period_start
                then account_days.posting_date
        end as closing_date
    from account_days
    cross join period
    where
        account_days.posting_date < period.period_start
        or {{ falls_in_period('account_days', 'period.period_start', 'period.period_end') }}
),

final as (
    select
        company_no,
        gl_account_no,
        closing_date,
        cast(sum(case when is_before_period then 0 else amount end) as decimal(38, 5)) as amount,
        cast(sum(case when is_before_period then amount else 0 end) as decimal(38, 5)) as amount_before_period,
        cast(sum(case when is_before_period then 0 else entry_count end) as bigint) as entries_in_period
    from dated_amounts
    group by company_no, gl_account_no, closing_date
)

select * from final
