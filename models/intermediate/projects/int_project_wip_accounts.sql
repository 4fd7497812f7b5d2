-- The G/L accounts of the job posting groups: one row per company, job posting group and account of the rules.

with posting_groups as (
    select * from {{ ref('stg_bc__job_posting_groups') }}
),

accounts as (
    select * from {{ ref('project_wip_accounts') }}
),

final as (
    select
        posting_groups.company,
        posting_groups.company_no,
        posting_groups.job_posting_group,
        accounts.account,
        accounts.is_wip_account,
        case accounts.account
            when 'WIP Costs' then posting_groups.wip_costs_account
            when 'WIP Accrued Costs' then posting_groups.wip_accrued_costs_account
            when 'WIP Accrued Sales' then posting_groups.wip_accrued_sales_account
            when 'WIP Invoiced Sales' then posting_groups.wip_invoiced_sales_account
            when 'Job Costs Applied' then posting_groups.job_costs_applied_account
            when 'Item Costs Applied' then posting_groups.item_costs_applied_account
            when 'Resource Costs Applied' then posting_groups.resource_costs_applied_account
            when 'G/L Costs Applied' then posting_groups.gl_costs_applied_account
            when 'Job Sales Applied' then posting_groups.job_sales_applied_account
            when 'Recognized Costs' then posting_groups.recognized_costs_account
            when 'Recognized Sales' then posting_groups.recognized_sales_account
            when 'Job Costs Adjustment' then posting_groups.job_costs_adjustment_account
            when 'Job Sales Adjustment' then posting_groups.job_sales_adjustment_account
        end as gl_account_no
    from posting_groups
    cross join accounts
)

select * from final
