-- What Business Central warns of when it calculates WIP: one row per company, project, WIP total, date and warning.
-- A project marked complete has none, even while it is calculated as running.

with totals as (
    select * from {{ ref('int_project_wip_totals') }}
    where not is_marked_complete
),

rules as (
    select * from {{ ref('project_wip_warning_rules') }}
),

final as (
    select
        totals.company,
        totals.company_no,
        totals.project_no,
        totals.wip_total_task_no,
        totals.as_of_date,
        totals.is_month_end,
        totals.not_calculated_reason,
        rules.warning_no,
        rules.warning_message
    from totals
    cross join rules
    where
        case rules.warning_rule
            when 'no_billable_price' then totals.contract_total_price = 0
            when 'no_budget_cost' then totals.schedule_total_cost = 0
            when 'no_budget_price' then totals.schedule_total_price = 0
            when 'usage_above_budget' then totals.usage_total_cost > totals.schedule_total_cost
            when 'negative_recognized_sales' then totals.calc_recog_sales_amount < 0
            when 'negative_recognized_costs' then totals.calc_recog_costs_amount < 0
        end
)

select * from final
