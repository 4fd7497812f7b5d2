-- WIP totals at the end of the reporting period, as BC's Calculate WIP would show them: one row per company, project
-- and WIP total of every project it would calculate. LCY, sales positive.

with totals as (
    select * from {{ ref('int_project_wip_totals') }}
    where not_calculated_reason = ''
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

final as (
    select
        totals.company,
        totals.project_no,
        totals.wip_total_task_no as project_task_no,
        totals.as_of_date as wip_posting_date,
        totals.wip_method,
        totals.schedule_total_cost,
        totals.schedule_total_price,
        totals.usage_total_cost,
        totals.usage_total_price,
        totals.contract_total_cost,
        totals.contract_total_price,
        totals.contract_invoiced_price,
        totals.contract_invoiced_cost,
        cast(totals.calc_recog_costs_amount as decimal(38, 5)) as calc_recog_costs_amount,
        cast(totals.calc_recog_sales_amount as decimal(38, 5)) as calc_recog_sales_amount,
        totals.cost_completion_pct,
        totals.invoiced_pct
    from totals
    inner join period
        on totals.as_of_date = period.period_end
)

select * from final
