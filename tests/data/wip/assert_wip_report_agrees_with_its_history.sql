-- The report of the last month of the period, asked on demand, shows the rows and figures of the monthly history that
-- are not marked as left out. A period beyond the company's entries has no month in the history.

with companies_with_history as (
    select dates.company
    from {{ ref('int_company_dates') }} as dates
    cross join {{ ref('int_reporting_period') }} as period
    where
        {{ first_day_of_month('period.period_end') }} between {{ first_day_of_month('dates.first_date') }}
        and {{ first_day_of_month('dates.last_date') }}
),

asked as (
    select
        company,
        production_order_no,
        status,
        opening_value,
        consumption_value,
        capacity_value,
        output_value,
        closing_value,
        cost_posted_to_gl,
        is_zero_line
    from {{ ref('wip_valuation_between') }}(
        (select {{ first_day_of_month('period_end') }} from {{ ref('int_reporting_period') }}),
        (select {{ last_day_of_month('period_end') }} from {{ ref('int_reporting_period') }})
    )
),

history as (
    select
        monthly.company,
        monthly.production_order_no,
        monthly.status,
        monthly.opening_value,
        monthly.consumption_value,
        monthly.capacity_value,
        monthly.output_value,
        monthly.closing_value,
        monthly.cost_posted_to_gl,
        monthly.is_zero_line
    from {{ ref('fct_wip_valuation_monthly') }} as monthly
    cross join {{ ref('int_reporting_period') }} as period
    where
        monthly.period_start = {{ first_day_of_month('period.period_end') }}
        and monthly.left_out_reason = ''
),

only_asked as (
    select * from asked
    except
    select * from history
),

only_in_history as (
    select * from history
    except
    select * from asked
)

select
    'report' as found_in,
    company,
    production_order_no,
    status,
    opening_value,
    closing_value
from only_asked
where company in (select company from companies_with_history)

union all

select
    'history' as found_in,
    company,
    production_order_no,
    status,
    opening_value,
    closing_value
from only_in_history
where company in (select company from companies_with_history)
