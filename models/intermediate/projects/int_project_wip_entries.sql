-- WIP entries as BC would calculate them at the end of the reporting period: one row per company, project,
-- WIP total, type, posting group and G/L account. Debit positive on gl_account_no, the opposite on bal_gl_account_no.
-- Which amount goes to which accounts stands in seed project_wip_entry_rules.

with period as (
    select period_end from {{ ref('int_reporting_period') }}
),

recognition as (
    select recognition.*
    from {{ ref('int_project_wip_recognition') }} as recognition
    inner join period
        on recognition.as_of_date = period.period_end
),

cost_methods as (
    select * from {{ ref('project_wip_recognized_costs') }}
),

sales_methods as (
    select * from {{ ref('project_wip_recognized_sales') }}
),

rules as (
    select * from {{ ref('project_wip_entry_rules') }}
),

accounts as (
    select * from {{ ref('int_project_wip_accounts') }}
),

tasks as (
    select
        recognition.*,
        coalesce(cost_methods.accrues_costs, 'no') as accrues_costs,
        coalesce(sales_methods.accrues_sales, 'no') as accrues_sales,
        coalesce(sales_methods.percentage_of_completion, 'no') as percentage_of_completion,
        coalesce(sales_methods.usage_price, 'no') as usage_price
    from recognition
    left join cost_methods
        on recognition.recognized_costs = cost_methods.recognized_costs
    left join sales_methods
        on recognition.recognized_sales = sales_methods.recognized_sales
),

-- Where a WIP total recognizes more costs than were used, its first task with recognized costs bears the difference.
costs_beyond_usage as (
    select
        company_no,
        project_no,
        wip_total_task_no,
        min(case when recognized_costs_amount <> 0 then project_task_no end) as project_task_no,
        sum(recognized_costs_amount) - sum(cast(usage_total_cost as decimal(38, 10))) as beyond_usage
    from tasks
    group by company_no, project_no, wip_total_task_no
    having sum(recognized_costs_amount) > sum(cast(usage_total_cost as decimal(38, 10)))
),

bookable as (
    select
        tasks.*,
        'task' as booked_per,
        cast(0 as decimal(38, 10)) as costs_beyond_usage
    from tasks

    union all

    select
        tasks.*,
        'WIP total' as booked_per,
        costs_beyond_usage.beyond_usage as costs_beyond_usage
    from tasks
    inner join costs_beyond_usage
        on
            tasks.company_no = costs_beyond_usage.company_no
            and tasks.project_no = costs_beyond_usage.project_no
            and tasks.wip_total_task_no = costs_beyond_usage.wip_total_task_no
            and tasks.project_task_no = costs_beyond_usage.project_task_no
),

-- The circumstances that rules ask for, in the words of the seed.
circumstances as (
    select
        *,
        case when is_complete then 'complete' else 'running' end as project_is,
        case
            when recognized_costs_amount > 0 then 'positive'
            when recognized_costs_amount < 0 then 'negative'
            else 'zero'
        end as recognized_costs_are,
        case when recognized_costs_amount <> 0 or usage_total_cost <> 0 then 'yes' else 'no' end as any_costs,
        case when recognized_sales_amount <> 0 then 'yes' else 'no' end as any_recognized_sales,
        case when recognized_sales_amount > contract_invoiced_price then 'yes' else 'no' end as sales_exceed_invoices
    from bookable
),

entries as (
    select
        circumstances.*,
        rules.rule,
        rules.wip_type,
        rules.account,
        rules.balancing_account,
        rules.sign * cast(
            case rules.amount
                when 'recognized costs' then recognized_costs_amount
                when 'recognized sales' then recognized_sales_amount
                when 'usage cost' then cast(usage_total_cost as decimal(38, 10))
                when 'usage cost of items' then cast(usage_item_cost as decimal(38, 10))
                when 'usage cost of resources' then cast(usage_resource_cost as decimal(38, 10))
                when 'usage cost of G/L accounts' then cast(usage_gl_cost as decimal(38, 10))
                when 'larger of recognized and usage costs'
                    then greatest(abs(recognized_costs_amount), abs(cast(usage_total_cost as decimal(38, 10))))
                when 'recognized costs beyond usage' then costs_beyond_usage
                when 'invoiced sales' then cast(contract_invoiced_price as decimal(38, 10))
                when 'larger of recognized and invoiced sales'
                    then greatest(recognized_sales_amount, cast(contract_invoiced_price as decimal(38, 10)))
                when 'usage price' then cast(usage_total_price as decimal(38, 10))
                when 'recognized sales beyond invoices'
                    then recognized_sales_amount - cast(contract_invoiced_price as decimal(38, 10))
            end as decimal(38, 10)
        ) as amount
    from circumstances
    inner join rules
        on
            circumstances.booked_per = rules.booked_per
            and circumstances.project_is = rules.project_is
            {%- for condition in [
                'wip_posting_method', 'accrues_costs', 'recognized_costs_are', 'any_costs', 'accrues_sales',
                'percentage_of_completion', 'usage_price', 'any_recognized_sales', 'sales_exceed_invoices'
            ] %}
            and circumstances.{{ condition }}
            = coalesce(nullif(rules.{{ condition }}, ''), circumstances.{{ condition }})
            {%- endfor %}
    where
        case rules.only_if_method_has
            when 'WIP Cost' then circumstances.wip_cost
            when 'WIP Sales' then circumstances.wip_sales
            else true
        end
),

-- Blank accounts stay blank: the entry is shown, Business Central would refuse to post it.
booked as (
    select
        entries.*,
        coalesce(accounts.gl_account_no, '') as gl_account_no,
        coalesce(balancing_accounts.gl_account_no, '') as bal_gl_account_no
    from entries
    left join accounts
        on
            entries.company_no = accounts.company_no
            and entries.job_posting_group = accounts.job_posting_group
            and entries.account = accounts.account
    left join accounts as balancing_accounts
        on
            entries.company_no = balancing_accounts.company_no
            and entries.job_posting_group = balancing_accounts.job_posting_group
            and entries.balancing_account = balancing_accounts.account
),

-- A sum of exactly zero gives no entry; one that only rounds to zero stays.
summed as (
    select
        company,
        company_no,
        project_no,
        wip_total_task_no,
        not_calculated_reason,
        wip_type,
        gl_account_no,
        bal_gl_account_no,
        job_posting_group,
        wip_method,
        is_complete as job_complete,
        true as reverse,
        sum(amount) as amount,
        max(amount_rounding_precision) as amount_rounding_precision
    from booked
    group by
        company, company_no, project_no, wip_total_task_no, not_calculated_reason, wip_type, gl_account_no,
        bal_gl_account_no, job_posting_group, wip_method, is_complete
    having sum(amount) <> 0
),

final as (
    select
        company,
        company_no,
        project_no,
        wip_total_task_no,
        not_calculated_reason,
        wip_type,
        gl_account_no,
        bal_gl_account_no,
        job_posting_group,
        wip_method,
        job_complete,
        reverse,
        {{ round_to_precision('amount', '1', 'amount_rounding_precision') }} as wip_entry_amount
    from summed
)

select * from final
