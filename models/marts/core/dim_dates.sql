-- Dates, one row per company and day: calendar, accounting period and fiscal year.
-- Whole calendar years around the company's posting dates, and each posting date outside them (blank is 0001-01-01).
-- A day belongs to the accounting period that started last; before the first, or without periods, fiscal = calendar.

with company_dates as (
    select * from {{ ref('int_company_dates') }}
),

value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

accounting_periods as (
    select * from {{ ref('int_accounting_periods') }}
),

inventory_periods as (
    select * from {{ ref('stg_bc__inventory_periods') }}
),

year_bounds as (
    select
        company,
        company_no,
        {{ first_day_of_year('first_date') }} as calendar_start,
        {{ add_days(first_day_of_year(add_days(first_day_of_year('last_date'), 366)), -1) }} as calendar_end
    from company_dates
),

days as (
    select calendar_date
    from {{ days_between(
        '(select min(year_bounds.calendar_start) from year_bounds)',
        '(select max(year_bounds.calendar_end) from year_bounds)'
    ) }} as every_day
),

company_days as (
    select
        year_bounds.company,
        year_bounds.company_no,
        days.calendar_date
    from year_bounds
    inner join days
        on days.calendar_date between year_bounds.calendar_start and year_bounds.calendar_end
    union
    select
        company,
        company_no,
        posting_date as calendar_date
    from value_entries
    union
    select
        company,
        company_no,
        {{ first_day_of_month('posting_date') }} as calendar_date
    from value_entries
    union
    select
        company,
        company_no,
        posting_date as calendar_date
    from gl_entries
),

closed_inventory_periods as (
    select
        company_no,
        max(ending_date) as closed_until
    from inventory_periods
    where closed
    group by company_no
),

final as (
    select
        company_days.company,
        {{ surrogate_key(['company_days.company', 'cast(company_days.calendar_date as varchar)']) }} as date_key,
        company_days.calendar_date,
        extract(year from company_days.calendar_date) as calendar_year,
        extract(quarter from company_days.calendar_date) as calendar_quarter,
        extract(month from company_days.calendar_date) as calendar_month,
        {{ first_day_of_month('company_days.calendar_date') }} as month_start,
        {{ last_day_of_month('company_days.calendar_date') }} as month_end,
        extract(isodow from company_days.calendar_date) as day_of_week,
        coalesce(
            accounting_periods.fiscal_year_start,
            {{ first_day_of_year('company_days.calendar_date') }}
        ) as fiscal_year_start,
        coalesce(accounting_periods.fiscal_year, extract(year from company_days.calendar_date)) as fiscal_year,
        coalesce(accounting_periods.fiscal_period_no, extract(month from company_days.calendar_date))
            as fiscal_period_no,
        coalesce(accounting_periods.name, '') as fiscal_period_name,
        coalesce(
            accounting_periods.starting_date,
            {{ first_day_of_month('company_days.calendar_date') }}
        ) as fiscal_period_start,
        accounting_periods.starting_date is not null as has_accounting_period,
        coalesce(accounting_periods.closed, false) as is_fiscal_period_closed,
        coalesce(company_days.calendar_date <= closed_inventory_periods.closed_until, false)
            as is_inventory_period_closed,
        coalesce(
            company_days.calendar_date between year_bounds.calendar_start and year_bounds.calendar_end,
            false
        ) as is_in_calendar,
        company_days.company_no
    from company_days
    inner join year_bounds
        on company_days.company_no = year_bounds.company_no
    left join accounting_periods
        on
            company_days.company_no = accounting_periods.company_no
            and company_days.calendar_date >= accounting_periods.starting_date
            and (
                accounting_periods.next_period_start is null
                or company_days.calendar_date < accounting_periods.next_period_start
            )
    left join closed_inventory_periods
        on company_days.company_no = closed_inventory_periods.company_no
)

select * from final
