-- Warnings month by month: one row per company, project, WIP total, month with usage or invoices, and warning.
-- A warning holds until the project's next month in fct_project_wip_monthly that is not carried forward.

with warnings as (
    select * from {{ ref('int_project_wip_warnings') }}
    where is_month_end
),

final as (
    select
        company,
        project_no,
        wip_total_task_no as project_task_no,
        {{ first_day_of_month('as_of_date') }} as month,
        as_of_date as month_end,
        warning_message
    from warnings
)

select * from final
