-- What BC's Calculate WIP would warn of at the end of the reporting period: one row per company, project, WIP total and
-- warning.

with warnings as (
    select * from {{ ref('int_project_wip_warnings') }}
    where not_calculated_reason = ''
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

final as (
    select
        warnings.company,
        warnings.project_no,
        warnings.wip_total_task_no as project_task_no,
        warnings.warning_message
    from warnings
    inner join period
        on warnings.as_of_date = period.period_end
)

select * from final
