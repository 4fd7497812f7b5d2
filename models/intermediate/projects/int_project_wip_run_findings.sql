-- Posted WIP that stands at the end of the reporting period against calculated WIP: one row per company, WIP account,
-- project, cause and run. Amount: contribution to the difference G/L - WIP, debit positive.

with accounts as (
    select * from {{ ref('int_project_wip_gl_accounts') }}
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

balances as (
    select balances.*
    from {{ ref('int_project_wip_account_balances') }} as balances
    inner join accounts
        on
            balances.company_no = accounts.company_no
            and balances.gl_account_no = accounts.gl_account_no
),

standing_legs as (
    select
        legs.*,
        max(legs.wip_transaction_no) over (partition by legs.company_no, legs.project_no) as latest_transaction_no
    from {{ ref('int_project_wip_posted_legs') }} as legs
    inner join period
        on
            legs.posting_date <= period.period_end
            and (legs.reversed_on is null or legs.reversed_on > period.period_end)
),

runs as (
    select
        standing_legs.company_no,
        standing_legs.gl_account_no,
        standing_legs.project_no,
        standing_legs.wip_transaction_no,
        standing_legs.wip_transaction_no = standing_legs.latest_transaction_no as is_latest,
        min(standing_legs.job_wip_gl_entry_no) as job_wip_gl_entry_no,
        max(standing_legs.posting_date) as posting_date,
        max(standing_legs.wip_posting_date) as wip_posting_date,
        max(standing_legs.document_no) as document_no,
        max(standing_legs.system_created_at) as created_at,
        sum(standing_legs.amount) as amount
    from standing_legs
    group by
        standing_legs.company_no, standing_legs.gl_account_no, standing_legs.project_no,
        standing_legs.wip_transaction_no, standing_legs.latest_transaction_no
),

project_runs as (
    select
        company_no,
        project_no,
        max(wip_posting_date) as wip_posting_date
    from runs
    where is_latest
    group by company_no, project_no
),

-- The latest run of each project beside what is calculated for the account today.
latest_runs as (
    select
        balances.company_no,
        balances.gl_account_no,
        balances.project_no,
        balances.calculated_amount,
        coalesce(runs.wip_transaction_no, 0) as wip_transaction_no,
        coalesce(runs.job_wip_gl_entry_no, 0) as job_wip_gl_entry_no,
        coalesce(runs.posting_date, period.period_end) as posting_date,
        coalesce(runs.document_no, '') as document_no,
        runs.created_at,
        coalesce(runs.amount, 0) as run_amount,
        project_runs.wip_posting_date is not null as has_run,
        coalesce(
            {{ first_day_of_month('project_runs.wip_posting_date') }} = {{ first_day_of_month('period.period_end') }},
            false
        ) as is_of_this_month,
        accounts.account_types <> '' as is_named_today
    from balances
    cross join period
    inner join accounts
        on
            balances.company_no = accounts.company_no
            and balances.gl_account_no = accounts.gl_account_no
    left join runs
        on
            balances.company_no = runs.company_no
            and balances.gl_account_no = runs.gl_account_no
            and balances.project_no = runs.project_no
            and runs.is_latest
    left join project_runs
        on
            balances.company_no = project_runs.company_no
            and balances.project_no = project_runs.project_no
    where
        balances.is_calculated
        and balances.calculated_amount <> coalesce(runs.amount, 0)
),

findings as (
    select
        company_no,
        gl_account_no,
        project_no,
        case
            when not is_named_today then 'account_mapping_changed'
            when is_of_this_month then 'wip_changed_since_posting'
            else 'wip_of_another_month'
        end as cause,
        case when is_of_this_month then run_amount - calculated_amount else run_amount end as amount,
        case when is_of_this_month then '' else 'run ' || project_no end as pair_id,
        wip_transaction_no,
        job_wip_gl_entry_no,
        posting_date,
        document_no,
        created_at
    from latest_runs
    where is_of_this_month or run_amount <> 0

    union all

    select
        company_no,
        gl_account_no,
        project_no,
        'wip_not_posted' as cause,
        -calculated_amount as amount,
        case when has_run then 'run ' || project_no else '' end as pair_id,
        0 as wip_transaction_no,
        0 as job_wip_gl_entry_no,
        period_end as posting_date,
        '' as document_no,
        cast(null as timestamp) as created_at
    from latest_runs
    cross join period
    where not is_of_this_month and calculated_amount <> 0

    union all

    select
        runs.company_no,
        runs.gl_account_no,
        runs.project_no,
        'wip_not_reversed' as cause,
        runs.amount,
        '' as pair_id,
        runs.wip_transaction_no,
        runs.job_wip_gl_entry_no,
        runs.posting_date,
        runs.document_no,
        runs.created_at
    from runs
    inner join balances
        on
            runs.company_no = balances.company_no
            and runs.gl_account_no = balances.gl_account_no
            and runs.project_no = balances.project_no
    where balances.is_calculated and not runs.is_latest and runs.amount <> 0

    union all

    select
        balances.company_no,
        balances.gl_account_no,
        balances.project_no,
        'project_not_calculated' as cause,
        balances.posted_amount as amount,
        '' as pair_id,
        max(runs.wip_transaction_no) as wip_transaction_no,
        min(runs.job_wip_gl_entry_no) as job_wip_gl_entry_no,
        max(runs.posting_date) as posting_date,
        max(runs.document_no) as document_no,
        max(runs.created_at) as created_at
    from balances
    inner join runs
        on
            balances.company_no = runs.company_no
            and balances.gl_account_no = runs.gl_account_no
            and balances.project_no = runs.project_no
    where not balances.is_calculated and balances.posted_amount <> 0
    group by balances.company_no, balances.gl_account_no, balances.project_no, balances.posted_amount
),

final as (
    select
        company_no,
        gl_account_no,
        project_no,
        cause,
        cast(amount as decimal(38, 5)) as amount,
        pair_id,
        job_wip_gl_entry_no,
        cast(0 as bigint) as gl_entry_no,
        posting_date,
        document_no,
        '' as source_code,
        '' as user_id,
        created_at,
        cast(null as date) as other_date
    from findings
)

select * from final
