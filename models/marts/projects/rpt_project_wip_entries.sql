-- WIP entries at the end of the reporting period, as BC's Calculate WIP would make them: one row per company, project,
-- WIP total, type, posting group and G/L account. Debit positive on gl_account_no, the opposite on bal_gl_account_no.

with entries as (
    select * from {{ ref('int_project_wip_entries') }}
    where not_calculated_reason = ''
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

final as (
    select
        entries.company,
        entries.project_no,
        entries.wip_total_task_no as project_task_no,
        entries.wip_type,
        entries.gl_account_no,
        entries.bal_gl_account_no,
        entries.job_posting_group,
        entries.wip_method,
        entries.job_complete,
        entries.reverse,
        entries.wip_entry_amount
    from entries
    inner join period
        on entries.as_of_date = period.period_end
)

select * from final
