-- The dates that WIP is calculated for: per company and project the end of every month in which it has usage or
-- invoices, the end of the month in which it is complete, and the end of the reporting period.

with period as (
    select period_end from {{ ref('int_reporting_period') }}
),

projects as (
    select
        company,
        company_no,
        project_no,
        max(case when is_marked_complete then ending_date end) as completed_on
    from {{ ref('int_project_wip_total_tasks') }}
    group by company, company_no, project_no
),

entry_months as (
    select
        company_no,
        job_no as project_no,
        {{ last_day_of_month('posting_date') }} as as_of_date
    from {{ ref('stg_bc__job_ledger_entries') }}
    group by company_no, job_no, {{ last_day_of_month('posting_date') }}
),

-- A project that is to end after the newest entries is not complete in any month that has begun.
newest_months as (
    select
        entry_months.company_no,
        greatest(max(entry_months.as_of_date), max(period.period_end)) as newest_date
    from entry_months
    cross join period
    group by entry_months.company_no
),

dates as (
    select
        projects.company,
        projects.company_no,
        projects.project_no,
        entry_months.as_of_date,
        true as is_month_end
    from projects
    inner join entry_months
        on projects.company_no = entry_months.company_no and projects.project_no = entry_months.project_no

    union all

    select
        projects.company,
        projects.company_no,
        projects.project_no,
        {{ last_day_of_month('projects.completed_on') }} as as_of_date,
        true as is_month_end
    from projects
    inner join newest_months
        on
            projects.company_no = newest_months.company_no
            and {{ last_day_of_month('projects.completed_on') }} <= newest_months.newest_date

    union all

    select
        projects.company,
        projects.company_no,
        projects.project_no,
        period.period_end as as_of_date,
        period.period_end = {{ last_day_of_month('period.period_end') }} as is_month_end
    from projects
    cross join period
),

final as (
    select
        company,
        company_no,
        project_no,
        as_of_date,
        bool_or(is_month_end) as is_month_end
    from dates
    group by company, company_no, project_no, as_of_date
)

select * from final
