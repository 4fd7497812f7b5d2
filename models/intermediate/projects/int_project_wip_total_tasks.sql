-- The tasks that make up each WIP total: one row per company, project with a WIP method, and task that is not excluded.
-- A WIP total covers the tasks behind the one before, up to and including its own Total task; where no Total is left,
-- the last task that is not excluded becomes one, with the project's method. Tasks go by number, as text.

with projects as (
    select * from {{ ref('stg_bc__jobs') }}
    where wip_method <> ''
),

tasks as (
    select * from {{ ref('stg_bc__job_tasks') }}
    where wip_total <> 'Excluded'
),

methods as (
    select * from {{ ref('stg_bc__job_wip_methods') }}
),

posted_completions as (
    select
        company_no,
        job_no
    from {{ ref('stg_bc__job_wip_gl_entries') }}
    where job_complete
    group by company_no, job_no
),

project_tasks as (
    select
        tasks.company,
        tasks.company_no,
        tasks.job_no as project_no,
        tasks.job_task_no as project_task_no,
        tasks.job_task_type = 'Posting' as is_posting_task,
        tasks.wip_total = 'Total' as is_marked_total,
        row_number() over (
            partition by tasks.company_no, tasks.job_no
            order by tasks.job_task_no desc
        ) = 1 as is_last_task,
        coalesce(nullif(tasks.job_posting_group, ''), projects.job_posting_group) as job_posting_group,
        tasks.wip_method as task_wip_method,
        projects.wip_method as project_wip_method,
        projects.wip_posting_method,
        projects.complete as is_marked_complete,
        projects.ending_date,
        projects.blocked <> '' as is_blocked,
        posted_completions.job_no is not null as is_completion_posted
    from tasks
    inner join projects
        on tasks.company_no = projects.company_no and tasks.job_no = projects.job_no
    left join posted_completions
        on tasks.company_no = posted_completions.company_no and tasks.job_no = posted_completions.job_no
),

total_tasks as (
    select
        company_no,
        project_no,
        project_task_no as wip_total_task_no,
        case
            when is_marked_total and task_wip_method <> '' then task_wip_method
            else project_wip_method
        end as wip_method
    from project_tasks
    where is_marked_total or is_last_task
),

-- The Total task that closes each task's range is the first one at or behind it.
ranged_tasks as (
    select
        *,
        min(case when is_marked_total or is_last_task then project_task_no end) over (
            partition by company_no, project_no
            order by project_task_no
            rows between current row and unbounded following
        ) as wip_total_task_no
    from project_tasks
),

tasks_with_method as (
    select
        ranged_tasks.*,
        total_tasks.wip_method,
        methods.wip_cost,
        methods.wip_sales,
        methods.recognized_costs,
        methods.recognized_sales,
        -- Business Central stops at a method that does not exist: the whole project has no WIP.
        count(*) filter (where methods.wip_method is null) over (
            partition by ranged_tasks.company_no, ranged_tasks.project_no
        ) as unknown_methods
    from ranged_tasks
    inner join total_tasks
        on
            ranged_tasks.company_no = total_tasks.company_no
            and ranged_tasks.project_no = total_tasks.project_no
            and ranged_tasks.wip_total_task_no = total_tasks.wip_total_task_no
    left join methods
        on total_tasks.company_no = methods.company_no and total_tasks.wip_method = methods.wip_method
),

final as (
    select
        company,
        company_no,
        project_no,
        project_task_no,
        wip_total_task_no,
        is_posting_task,
        is_posting_task
        and project_task_no = min(case when is_posting_task then project_task_no end) over (
            partition by company_no, project_no, wip_total_task_no
        ) as is_first_posting_task,
        job_posting_group,
        wip_method,
        wip_cost,
        wip_sales,
        recognized_costs,
        recognized_sales,
        wip_posting_method,
        is_marked_complete,
        ending_date,
        case
            when is_completion_posted then 'completion_posted'
            when is_blocked then 'blocked'
            else ''
        end as not_calculated_reason
    from tasks_with_method
    where unknown_methods = 0
)

select * from final
