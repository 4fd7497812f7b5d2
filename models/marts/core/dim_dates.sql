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
    select * from {{ ref('stg_bc__accounting_periods') }}
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

periods as (
    select
        company_no,
        starting_date,
        name,
        closed,
        max(case when new_fiscal_year then starting_date end) over (
            partition by company_no
            order by starting_date
            rows between unbounded preceding and current row
        ) as fiscal_year_start,
        lead(starting_date) over (partition by company_no order by starting_date) as next_period_start,
        min(case when new_fiscal_year then starting_date end) over (
            partition by company_no
            order by starting_date
            rows between 1 following and unbounded following
        ) as next_fiscal_year_start
    from accounting_periods
    where starting_date is not null
),

numbered_periods as (
    select
        periods.company_no,
        periods.starting_date,
        periods.name,
        periods.closed,
        periods.fiscal_year_start,
        periods.next_period_start,
        periods.next_fiscal_year_start,
        row_number() over (
            partition by periods.company_no, periods.fiscal_year_start
            order by periods.starting_date
        ) as fiscal_period_no
    from periods
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
            numbered_periods.fiscal_year_start,
            {{ first_day_of_year('company_days.calendar_date') }}
        ) as fiscal_year_start,
        coalesce(
            extract(year from {{ add_days('numbered_periods.next_fiscal_year_start', -1) }}),
            extract(year from {{ add_days('numbered_periods.fiscal_year_start', 363) }}),
            extract(year from company_days.calendar_date)
        ) as fiscal_year,
        coalesce(numbered_periods.fiscal_period_no, extract(month from company_days.calendar_date)) as fiscal_period_no,
        coalesce(numbered_periods.name, '') as fiscal_period_name,
        coalesce(
            numbered_periods.starting_date,
            {{ first_day_of_month('company_days.calendar_date') }}
        ) as fiscal_period_start,
        numbered_periods.starting_date is not null as has_accounting_period,
        coalesce(numbered_periods.closed, false) as is_fiscal_period_closed,
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
    left join numbered_periods
        on
            company_days.company_no = numbered_periods.company_no
            and company_days.calendar_date >= numbered_periods.starting_date
            and (
                numbered_periods.next_period_start is null
                or company_days.calendar_date < numbered_periods.next_period_start
            )
    left join closed_inventory_periods
        on company_days.company_no = closed_inventory_periods.company_no
)

select * from final
