-- WIP totals: one row per company, project, WIP total and date, also where all figures are zero. LCY, up to the date.

with tasks as (
    select * from {{ ref('int_project_wip_task_amounts') }}
),

recognition as (
    select
        company_no,
        project_no,
        wip_total_task_no,
        as_of_date,
        sum(recognized_costs_amount) as recognized_costs_amount,
        sum(recognized_sales_amount) as recognized_sales_amount
    from {{ ref('int_project_wip_recognition') }}
    group by company_no, project_no, wip_total_task_no, as_of_date
),

amounts as (
    select
        company,
        company_no,
        project_no,
        wip_total_task_no,
        as_of_date,
        is_month_end,
        wip_method,
        is_marked_complete,
        is_complete,
        not_calculated_reason,
        cast(sum(schedule_total_cost) as decimal(38, 5)) as schedule_total_cost,
        cast(sum(schedule_total_price) as decimal(38, 5)) as schedule_total_price,
        cast(sum(usage_total_cost) as decimal(38, 5)) as usage_total_cost,
        cast(sum(usage_total_price) as decimal(38, 5)) as usage_total_price,
        cast(sum(contract_total_cost) as decimal(38, 5)) as contract_total_cost,
        cast(sum(contract_total_price) as decimal(38, 5)) as contract_total_price,
        cast(sum(contract_invoiced_price) as decimal(38, 5)) as contract_invoiced_price,
        cast(sum(contract_invoiced_cost) as decimal(38, 5)) as contract_invoiced_cost
    from tasks
    group by
        company, company_no, project_no, wip_total_task_no, as_of_date, is_month_end, wip_method,
        is_marked_complete, is_complete, not_calculated_reason
),

final as (
    select
        amounts.*,
        cast(coalesce(recognition.recognized_costs_amount, 0) as decimal(38, 10)) as calc_recog_costs_amount,
        cast(coalesce(recognition.recognized_sales_amount, 0) as decimal(38, 10)) as calc_recog_sales_amount,
        coalesce({{ exact_divide(['100', 'amounts.usage_total_cost'], 'amounts.schedule_total_cost') }}, 0)
            as cost_completion_pct,
        coalesce({{ exact_divide(['100', 'amounts.contract_invoiced_price'], 'amounts.contract_total_price') }}, 0)
            as invoiced_pct
    from amounts
    left join recognition
        on
            amounts.company_no = recognition.company_no
            and amounts.project_no = recognition.project_no
            and amounts.wip_total_task_no = recognition.wip_total_task_no
            and amounts.as_of_date = recognition.as_of_date
)

select * from final
