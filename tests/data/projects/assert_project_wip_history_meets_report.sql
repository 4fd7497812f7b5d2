-- The monthly history and the period report are one calculation: where the period ends with a month, both show the same
-- recognized amounts, and the months up to it add up to them. Returns WIP totals where they do not.

with report as (
    select
        company,
        project_no,
        project_task_no,
        wip_posting_date,
        calc_recog_costs_amount,
        calc_recog_sales_amount
    from {{ ref('rpt_project_wip') }}
    where wip_posting_date = {{ last_day_of_month('wip_posting_date') }}
),

months as (
    select
        report.company,
        report.project_no,
        report.project_task_no,
        sum(monthly.recognized_costs_in_month) as recognized_costs,
        sum(monthly.recognized_sales_in_month) as recognized_sales,
        max(case when monthly.month_end = report.wip_posting_date then monthly.calc_recog_costs_amount end)
            as costs_so_far,
        max(case when monthly.month_end = report.wip_posting_date then monthly.calc_recog_sales_amount end)
            as sales_so_far
    from report
    inner join {{ ref('fct_project_wip_monthly') }} as monthly
        on
            report.company = monthly.company
            and report.project_no = monthly.project_no
            and report.project_task_no = monthly.project_task_no
            and report.wip_posting_date >= monthly.month_end
    group by report.company, report.project_no, report.project_task_no
)

select
    report.company,
    report.project_no,
    report.project_task_no,
    report.calc_recog_costs_amount,
    months.costs_so_far,
    months.recognized_costs,
    report.calc_recog_sales_amount,
    months.sales_so_far,
    months.recognized_sales
from report
left join months
    on
        report.company = months.company
        and report.project_no = months.project_no
        and report.project_task_no = months.project_task_no
where
    months.company is null
    or months.costs_so_far is null
    or months.costs_so_far <> report.calc_recog_costs_amount
    or months.sales_so_far <> report.calc_recog_sales_amount
    -- Unrounded amounts are cut to five decimals once per month.
    or abs(months.recognized_costs - report.calc_recog_costs_amount) > 0.001
    or abs(months.recognized_sales - report.calc_recog_sales_amount) > 0.001
