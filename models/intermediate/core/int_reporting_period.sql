-- The reporting period of the rpt_ tables and the date of the cost specification: one row, for all companies.
-- Not given, the period is the last calendar month that ended on or before the newest value entry's posting date. The
-- companies that the build leaves out count too: a build of one company reports the month that a build of all reports.

{% do check_period() %}
with parameters as (
    select
        {{ date_parameter('period_start') }} as period_start,
        {{ date_parameter('period_end') }} as period_end,
        {{ date_parameter('valuation_date') }} as valuation_date
),

newest_dates as (
    select max(posting_date) as posting_date
    from {{ ref('stg_bc__value_entries') }}
    union all
    select max(newest_posting_date) as posting_date
    from {{ ref('stg_export__companies_left_out') }}
    where source_table = 'value_entry'
),

newest_value_entry as (
    select max(posting_date) as posting_date
    from newest_dates
),

last_ended_month as (
    select
        case
            when posting_date = {{ last_day_of_month('posting_date') }} then posting_date
            else {{ add_days(first_day_of_month('posting_date'), -1) }}
        end as month_end
    from newest_value_entry
),

period as (
    select
        coalesce(
            parameters.period_end,
            {{ last_day_of_month('parameters.period_start') }},
            last_ended_month.month_end
        ) as period_end,
        parameters.period_start,
        parameters.valuation_date
    from parameters
    cross join last_ended_month
),

final as (
    select
        coalesce(period_start, {{ first_day_of_month('period_end') }}) as period_start,
        period_end,
        coalesce(valuation_date, period_end) as valuation_date
    from period
)

select * from final
