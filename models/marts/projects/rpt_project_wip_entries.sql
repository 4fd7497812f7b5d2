-- WIP entries at the end of the reporting period, as BC's Calculate WIP would make them: one row per company, project,
-- WIP total, type, posting group and G/L account. Debit positive on gl_account_no, the opposite on bal_gl_account_no.

with entries as (
    select * from {{ ref('int_project_wip_entries') }}
    where not_calculated_reason = ''
),

final as (
    select
        company,
        project_no,
        wip_total_task_no as project_task_no,
        wip_type,
        gl_account_no,
        bal_gl_account_no,
        job_posting_group,
        wip_method,
        job_complete,
        reverse,
        wip_entry_amount
    from entries
)

select * from final
