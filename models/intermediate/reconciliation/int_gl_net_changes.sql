-- What the general ledger shows on every account, one row per company, account and closing date of the reporting period
-- (null for ordinary dates): net change of the period, and of everything before it. Debit positive.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

dated_entries as (
    select
        gl_entries.company_no,
        gl_entries.gl_account_no,
        gl_entries.amount,
        gl_entries.posting_date < period.period_start as is_before_period,
        case
            when gl_entries.is_closing_date and gl_entries.posting_date >= period.period_start
                then gl_entries.posting_date
        end as closing_date
    from gl_entries
    cross join period
    where
        gl_entries.posting_date < period.period_start
        or {{ falls_in_period('gl_entries', 'period.period_start', 'period.period_end') }}
),

final as (
    select
        company_no,
        gl_account_no,
        closing_date,
        cast(sum(case when is_before_period then 0 else amount end) as decimal(38, 5)) as amount,
        cast(sum(case when is_before_period then amount else 0 end) as decimal(38, 5)) as amount_before_period,
        sum(case when is_before_period then 0 else 1 end) as entries_in_period
    from dated_entries
    group by company_no, gl_account_no, closing_date
)

select * from final
