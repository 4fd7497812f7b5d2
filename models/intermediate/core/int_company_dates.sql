-- The span of posting dates of each company's ledgers, one row per company.
-- Blank dates and typing errors (a year 0026, 2206, 9999) do not stretch it: a date counts from 1980 on and up to a
-- year after the company's newest entry was created.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

companies as (
    select * from {{ ref('stg_export__companies') }}
),

posting_dates as (
    select
        company_no,
        posting_date,
        max(system_created_at) as newest_creation
    from value_entries
    group by company_no, posting_date
    union all
    select
        company_no,
        posting_date,
        max(system_created_at) as newest_creation
    from gl_entries
    group by company_no, posting_date
),

limits as (
    select
        company_no,
        cast('1980-01-01' as date) as earliest_date,
        coalesce(
            {{ add_days('cast(max(newest_creation) as date)', 366) }},
            cast('2099-12-31' as date)
        ) as latest_date
    from posting_dates
    group by company_no
),

sensible_dates as (
    select
        posting_dates.company_no,
        min(posting_dates.posting_date) as first_date,
        max(posting_dates.posting_date) as last_date
    from posting_dates
    inner join limits
        on posting_dates.company_no = limits.company_no
    where posting_dates.posting_date between limits.earliest_date and limits.latest_date
    group by posting_dates.company_no
),

final as (
    select
        companies.company,
        companies.company_no,
        sensible_dates.first_date,
        sensible_dates.last_date
    from companies
    left join sensible_dates
        on companies.company_no = sensible_dates.company_no
)

select * from final
