-- Calculated WIP against posted WIP at the end of the reporting period: one row per company, project and G/L account
-- (WIP and income statement accounts alike). Debit positive; each project sums to zero over its accounts.

with period as (
    select period_end from {{ ref('int_reporting_period') }}
),

entries as (
    select * from {{ ref('int_project_wip_entries') }}
    where not_calculated_reason = ''
),

-- Projects that BC would calculate: only these are posted, or reversed, by a run.
calculated_projects as (
    select
        company_no,
        project_no
    from {{ ref('int_project_wip_total_tasks') }}
    where not_calculated_reason = ''
    group by company_no, project_no
),

standing_legs as (
    select legs.*
    from {{ ref('int_project_wip_posted_legs') }} as legs
    inner join period
        on
            legs.posting_date <= period.period_end
            and (legs.reversed_on is null or legs.reversed_on > period.period_end)
),

amounts as (
    select
        company,
        company_no,
        project_no,
        gl_account_no,
        wip_entry_amount as calculated_amount,
        cast(0 as decimal(38, 5)) as posted_amount
    from entries

    union all

    select
        company,
        company_no,
        project_no,
        bal_gl_account_no as gl_account_no,
        -wip_entry_amount as calculated_amount,
        cast(0 as decimal(38, 5)) as posted_amount
    from entries

    union all

    select
        company,
        company_no,
        project_no,
        gl_account_no,
        cast(0 as decimal(38, 5)) as calculated_amount,
        amount as posted_amount
    from standing_legs
),

final as (
    select
        amounts.company,
        amounts.company_no,
        amounts.project_no,
        amounts.gl_account_no,
        calculated_projects.project_no is not null as is_calculated,
        cast(sum(amounts.calculated_amount) as decimal(38, 5)) as calculated_amount,
        cast(sum(amounts.posted_amount) as decimal(38, 5)) as posted_amount
    from amounts
    left join calculated_projects
        on
            amounts.company_no = calculated_projects.company_no
            and amounts.project_no = calculated_projects.project_no
    group by
        amounts.company, amounts.company_no, amounts.project_no, amounts.gl_account_no,
        calculated_projects.project_no is not null
)

select * from final
