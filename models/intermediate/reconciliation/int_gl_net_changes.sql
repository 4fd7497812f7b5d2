-- Net change of every G/L account in the reporting period, one row per company, account and closing date (null for
-- ordinary dates). Debit positive.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

final as (
    select
        gl_entries.company_no,
        gl_entries.gl_account_no,
        case when gl_entries.is_closing_date then gl_entries.posting_date end as closing_date,
        sum(gl_entries.amount) as amount
    from gl_entries
    inner join period on {{ falls_in_period('gl_entries', 'period.period_start', 'period.period_end') }}
    group by
        gl_entries.company_no,
        gl_entries.gl_account_no,
        case when gl_entries.is_closing_date then gl_entries.posting_date end
)

select * from final
