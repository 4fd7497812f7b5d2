-- Budget, billable, usage and invoiced amounts up to a date: one row per company, project, task and date. LCY; sales
-- entries are negative in the ledger and positive here. Budgets are not dated; only posting tasks carry amounts.

with period as (
    select period_end from {{ ref('int_reporting_period') }}
),

tasks as (
    select * from {{ ref('int_project_wip_total_tasks') }}
),

dates as (
    select * from {{ ref('int_project_wip_dates') }}
),

general_ledger_setups as (
    select
        company_no,
        max(amount_rounding_precision) as amount_rounding_precision
    from {{ ref('stg_bc__general_ledger_setups') }}
    group by company_no
),

planned as (
    select
        company_no,
        job_no as project_no,
        job_task_no as project_task_no,
        sum(case when schedule_line then total_cost_lcy else 0 end) as schedule_total_cost,
        sum(case when schedule_line then line_amount_lcy else 0 end) as schedule_total_price,
        sum(case when contract_line then total_cost_lcy else 0 end) as contract_total_cost,
        sum(case when contract_line then line_amount_lcy else 0 end) as contract_total_price
    from {{ ref('stg_bc__job_planning_lines') }}
    group by company_no, job_no, job_task_no
),

-- An entry first counts on the end of its month, or on the end of the reporting period if that comes first.
dated_entries as (
    select
        entries.company_no,
        entries.job_no as project_no,
        entries.job_task_no as project_task_no,
        case
            when
                entries.posting_date <= period.period_end
                and {{ last_day_of_month('entries.posting_date') }} > period.period_end
                then period.period_end
            else {{ last_day_of_month('entries.posting_date') }}
        end as as_of_date,
        entries.entry_type,
        entries.type,
        entries.total_cost_lcy,
        entries.line_amount_lcy
    from {{ ref('stg_bc__job_ledger_entries') }} as entries
    cross join period
),

posted as (
    select
        company_no,
        project_no,
        project_task_no,
        as_of_date,
        sum(case when entry_type = 'Usage' then total_cost_lcy else 0 end) as usage_total_cost,
        sum(case when entry_type = 'Usage' then line_amount_lcy else 0 end) as usage_total_price,
        sum(case when entry_type = 'Usage' and type = 'Item' then total_cost_lcy else 0 end) as usage_item_cost,
        sum(case when entry_type = 'Usage' and type = 'Resource' then total_cost_lcy else 0 end) as usage_resource_cost,
        sum(case when entry_type = 'Usage' and type = 'G/L Account' then total_cost_lcy else 0 end) as usage_gl_cost,
        -sum(case when entry_type = 'Sale' then line_amount_lcy else 0 end) as contract_invoiced_price,
        -sum(case when entry_type = 'Sale' then total_cost_lcy else 0 end) as contract_invoiced_cost
    from dated_entries
    group by company_no, project_no, project_task_no, as_of_date
),

final as (
    select
        tasks.company,
        tasks.company_no,
        tasks.project_no,
        tasks.project_task_no,
        tasks.wip_total_task_no,
        dates.as_of_date,
        dates.is_month_end,
        tasks.is_posting_task,
        tasks.is_first_posting_task,
        tasks.job_posting_group,
        tasks.wip_method,
        tasks.wip_cost,
        tasks.wip_sales,
        tasks.recognized_costs,
        tasks.recognized_sales,
        tasks.wip_posting_method,
        tasks.is_marked_complete,
        tasks.is_marked_complete and dates.as_of_date >= coalesce(tasks.ending_date, dates.as_of_date) as is_complete,
        tasks.not_calculated_reason,
        coalesce(nullif(general_ledger_setups.amount_rounding_precision, 0), cast(0.01 as decimal(38, 5)))
            as amount_rounding_precision,
        cast(coalesce(planned.schedule_total_cost, 0) as decimal(38, 5)) as schedule_total_cost,
        cast(coalesce(planned.schedule_total_price, 0) as decimal(38, 5)) as schedule_total_price,
        cast(coalesce(planned.contract_total_cost, 0) as decimal(38, 5)) as contract_total_cost,
        cast(coalesce(planned.contract_total_price, 0) as decimal(38, 5)) as contract_total_price,
        cast(sum(coalesce(posted.usage_total_cost, 0)) over up_to_date as decimal(38, 5)) as usage_total_cost,
        cast(sum(coalesce(posted.usage_total_price, 0)) over up_to_date as decimal(38, 5)) as usage_total_price,
        cast(sum(coalesce(posted.usage_item_cost, 0)) over up_to_date as decimal(38, 5)) as usage_item_cost,
        cast(sum(coalesce(posted.usage_resource_cost, 0)) over up_to_date as decimal(38, 5)) as usage_resource_cost,
        cast(sum(coalesce(posted.usage_gl_cost, 0)) over up_to_date as decimal(38, 5)) as usage_gl_cost,
        cast(sum(coalesce(posted.contract_invoiced_price, 0)) over up_to_date as decimal(38, 5))
            as contract_invoiced_price,
        cast(sum(coalesce(posted.contract_invoiced_cost, 0)) over up_to_date as decimal(38, 5))
            as contract_invoiced_cost
    from tasks
    inner join dates
        on tasks.company_no = dates.company_no and tasks.project_no = dates.project_no
    left join general_ledger_setups
        on tasks.company_no = general_ledger_setups.company_no
    left join planned
        on
            tasks.company_no = planned.company_no
            and tasks.project_no = planned.project_no
            and tasks.project_task_no = planned.project_task_no
            and tasks.is_posting_task
    left join posted
        on
            tasks.company_no = posted.company_no
            and tasks.project_no = posted.project_no
            and tasks.project_task_no = posted.project_task_no
            and dates.as_of_date = posted.as_of_date
            and tasks.is_posting_task
    window up_to_date as (
        partition by tasks.company_no, tasks.project_no, tasks.project_task_no
        order by dates.as_of_date
        rows between unbounded preceding and current row
    )
)

select * from final
