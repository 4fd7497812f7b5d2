-- Project WIP month by month: one row per company, project, WIP total and month from the project's first month with
-- usage or invoices to its last; an open project goes on to the company's newest month. LCY, sales positive.
-- Amounts are those up to the month's end; ..._in_month is what the month added. Months without entries carry forward.
-- Budgets, methods and completion are today's: a past month is calculated now as of then.

with totals as (
    select * from {{ ref('int_project_wip_totals') }}
    where is_month_end
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

company_dates as (
    select * from {{ ref('int_company_dates') }}
),

-- Mistyped dates are months of their own, without the months in between.
spans as (
    select
        totals.company_no,
        {{ first_day_of_month('greatest(min(totals.as_of_date), min(company_dates.first_date))') }} as first_month,
        {{ first_day_of_month(
            'least(max(totals.as_of_date), greatest(max(company_dates.last_date), max(period.period_end)))'
        ) }} as last_month
    from totals
    cross join period
    inner join company_dates on totals.company_no = company_dates.company_no
    group by totals.company_no
),

months_of_spans as (
    select
        company_no,
        {{ each_month('first_month', 'last_month') }} as month_start
    from spans
    where first_month <= last_month
),

months as (
    select
        company_no,
        as_of_date as month_end
    from totals
    union
    select
        company_no,
        {{ last_day_of_month('month_start') }} as month_end
    from months_of_spans
),

calculated as (
    select
        *,
        lead(as_of_date) over (
            partition by company_no, project_no, wip_total_task_no
            order by as_of_date
        ) as next_as_of_date,
        calc_recog_costs_amount - lag(calc_recog_costs_amount, 1, cast(0 as decimal(38, 10))) over (
            partition by company_no, project_no, wip_total_task_no
            order by as_of_date
        ) as recognized_costs_change,
        calc_recog_sales_amount - lag(calc_recog_sales_amount, 1, cast(0 as decimal(38, 10))) over (
            partition by company_no, project_no, wip_total_task_no
            order by as_of_date
        ) as recognized_sales_change
    from totals
),

final as (
    select
        calculated.company,
        calculated.project_no,
        calculated.wip_total_task_no as project_task_no,
        {{ first_day_of_month('months.month_end') }} as month,
        months.month_end,
        calculated.wip_method,
        calculated.is_complete,
        calculated.not_calculated_reason,
        months.month_end > calculated.as_of_date as is_carried_forward,
        calculated.schedule_total_cost,
        calculated.schedule_total_price,
        calculated.usage_total_cost,
        calculated.usage_total_price,
        calculated.contract_total_cost,
        calculated.contract_total_price,
        calculated.contract_invoiced_price,
        calculated.contract_invoiced_cost,
        cast(calculated.calc_recog_costs_amount as decimal(38, 5)) as calc_recog_costs_amount,
        cast(calculated.calc_recog_sales_amount as decimal(38, 5)) as calc_recog_sales_amount,
        cast(
            case when months.month_end = calculated.as_of_date then calculated.recognized_costs_change else 0 end
            as decimal(38, 5)
        ) as recognized_costs_in_month,
        cast(
            case when months.month_end = calculated.as_of_date then calculated.recognized_sales_change else 0 end
            as decimal(38, 5)
        ) as recognized_sales_in_month,
        calculated.cost_completion_pct,
        calculated.invoiced_pct
    from calculated
    inner join months
        on
            calculated.company_no = months.company_no
            and calculated.as_of_date <= months.month_end
            and (
                calculated.next_as_of_date > months.month_end
                or (calculated.next_as_of_date is null and not calculated.is_complete)
                or calculated.as_of_date = months.month_end
            )
)

select * from final
