-- Accounting periods with their place in the fiscal year, one row per company and accounting period.
-- A fiscal year is named after the calendar year it ends in; the newest one, whose end BC does not know yet, is taken
-- to last twelve months. Periods before the first that starts a fiscal year belong to none.

with accounting_periods as (
    select * from {{ ref('stg_bc__accounting_periods') }}
    where starting_date is not null
),

periods_in_years as (
    select
        company_no,
        starting_date,
        name,
        closed,
        lead(starting_date) over (partition by company_no order by starting_date) as next_period_start,
        max(case when new_fiscal_year then starting_date end) over (
            partition by company_no
            order by starting_date
            rows between unbounded preceding and current row
        ) as fiscal_year_start,
        min(case when new_fiscal_year then starting_date end) over (
            partition by company_no
            order by starting_date
            rows between 1 following and unbounded following
        ) as next_fiscal_year_start
    from accounting_periods
),

final as (
    select
        company_no,
        starting_date,
        next_period_start,
        name,
        closed,
        fiscal_year_start,
        case
            when fiscal_year_start is not null
                then extract(year from coalesce(
                    {{ add_days('next_fiscal_year_start', -1) }},
                    {{ add_days('fiscal_year_start', 363) }}
                ))
        end as fiscal_year,
        case
            when fiscal_year_start is not null
                then row_number() over (
                    partition by company_no, fiscal_year_start
                    order by starting_date
                )
        end as fiscal_period_no
    from periods_in_years
)

select * from final
