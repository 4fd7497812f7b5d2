-- Recognized costs and sales: one row per company, project, posting task and date. LCY, up to the date.
-- The formulas of all WIP methods stand here and nowhere else. Methods that look at the whole WIP total give its WIP as
-- numerator / divisor; each task gets its share of it by its part of the total's base, rounded.
-- Numerators and divisors are whole numbers in units of 0.00001 LCY (numerators squared), so nothing is lost.

{#- One unit of the numerators, and the last decimal of a WIP that no rounding rule applies to. -#}
{%- set unit = 'cast(0.00001 as decimal(38, 5))' -%}
{%- set last_decimal = 'cast(0.0000000001 as decimal(38, 10))' %}

{#- A task's part of the total's WIP; sqlfluff does not know the lambda inside. -#}
{%- set costs_by_share = round_share(
    'usage_total_cost', 'costs_share', 'costs_share_divisor', 'amount_rounding_precision'
) -%}
{%- set costs_without_base = round_share(unit, 'costs_wip', 'costs_divisor', last_decimal) -%}
{%- set sales_by_share = round_share(
    'sales_base', 'sales_share', 'sales_share_divisor', 'amount_rounding_precision'
) -%}
{%- set sales_without_base = round_share(unit, 'sales_wip', 'sales_divisor', last_decimal) %}

with tasks as (
    select * from {{ ref('int_project_wip_task_amounts') }}
    where is_posting_task
),

-- Once per WIP total: is the method's formula at work, and with which figures.
wip_totals as (
    select
        company_no,
        project_no,
        wip_total_task_no,
        as_of_date,
        recognized_costs,
        recognized_sales,
        is_complete,
        {{ whole_units('sum(schedule_total_cost)', 5) }} as schedule_total_cost,
        {{ whole_units('sum(schedule_total_price)', 5) }} as schedule_total_price,
        {{ whole_units('sum(contract_total_price)', 5) }} as contract_total_price,
        {{ whole_units('sum(usage_total_cost)', 5) }} as usage_total_cost,
        {{ whole_units('sum(usage_total_price)', 5) }} as usage_total_price,
        {{ whole_units('sum(contract_invoiced_price)', 5) }} as contract_invoiced_price
    from tasks
    group by
        company_no, project_no, wip_total_task_no, as_of_date, recognized_costs, recognized_sales, is_complete
),

wip_of_totals as (
    select
        company_no,
        project_no,
        wip_total_task_no,
        as_of_date,
        case
            when is_complete then null
            when recognized_costs = 'Cost of Sales'
                then usage_total_cost * contract_total_price - contract_invoiced_price * schedule_total_cost
            when recognized_costs = 'Cost Value'
                then usage_total_cost * contract_total_price - schedule_total_cost * contract_invoiced_price
        end as costs_numerator,
        case recognized_costs
            when 'Cost of Sales' then contract_total_price
            when 'Cost Value' then schedule_total_price
        end as costs_divisor,
        usage_total_cost as costs_base,
        case
            when is_complete then null
            when recognized_sales = 'Percentage of Completion'
                then least(usage_total_cost, schedule_total_cost) * contract_total_price
            when recognized_sales = 'Sales Value'
                then usage_total_price * contract_total_price - contract_invoiced_price * schedule_total_price
        end as sales_numerator,
        case recognized_sales
            when 'Percentage of Completion' then schedule_total_cost
            when 'Sales Value' then schedule_total_price
        end as sales_divisor,
        case recognized_sales
            when 'Percentage of Completion' then contract_total_price
            when 'Sales Value' then usage_total_price
        end as sales_base
    from wip_totals
),

-- A share is WIP / base of the total. Without a base there is none: the first task then takes all of the WIP.
shares_of_totals as (
    select
        company_no,
        project_no,
        wip_total_task_no,
        as_of_date,
        coalesce(costs_numerator is not null and costs_divisor <> 0, false) as costs_allocated,
        coalesce(sales_numerator is not null and sales_divisor <> 0, false) as sales_allocated,
        costs_numerator,
        costs_divisor,
        nullif(costs_divisor * costs_base, 0) as costs_share_divisor,
        sales_numerator,
        sales_divisor,
        nullif(sales_divisor * sales_base, 0) as sales_share_divisor
    from wip_of_totals
),

-- Business Central keeps one share in one variable. Where both halves of a (custom) method allocate, the sales share
-- overwrites the costs share: every task behind the first uses it for both, and the first task's sales use the costs
-- share where the sales have none.
tasks_with_share as (
    select
        tasks.*,
        shares.costs_allocated,
        shares.sales_allocated,
        shares.costs_divisor,
        shares.sales_divisor,
        case when shares.costs_allocated then shares.costs_numerator end as costs_wip,
        case when shares.sales_allocated then shares.sales_numerator end as sales_wip,
        case
            when not shares.costs_allocated then null
            when tasks.is_first_posting_task or not shares.sales_allocated or shares.sales_share_divisor is null
                then shares.costs_numerator
            else shares.sales_numerator
        end as costs_share,
        case
            when not shares.costs_allocated then null
            when tasks.is_first_posting_task or not shares.sales_allocated or shares.sales_share_divisor is null
                then shares.costs_share_divisor
            else shares.sales_share_divisor
        end as costs_share_divisor,
        case
            when not shares.sales_allocated then null
            when shares.sales_share_divisor is null and shares.costs_allocated then shares.costs_numerator
            else shares.sales_numerator
        end as sales_share,
        case
            when not shares.sales_allocated then null
            when shares.sales_share_divisor is null and shares.costs_allocated then shares.costs_share_divisor
            else shares.sales_share_divisor
        end as sales_share_divisor,
        case tasks.recognized_sales
            when 'Percentage of Completion' then tasks.contract_total_price
            else tasks.usage_total_price
        end as sales_base
    from tasks
    inner join shares_of_totals as shares
        on
            tasks.company_no = shares.company_no
            and tasks.project_no = shares.project_no
            and tasks.wip_total_task_no = shares.wip_total_task_no
            and tasks.as_of_date = shares.as_of_date
),

parts as (
    select
        *,
        cast(
            case
                when costs_share <> 0 and costs_share_divisor <> 0
                    then {{ costs_by_share }}  -- noqa: PRS
                when is_first_posting_task and costs_wip <> 0
                    then {{ costs_without_base }}  -- noqa: PRS
                else 0
            end as decimal(38, 10)
        ) as costs_part,
        cast(
            case
                when sales_share <> 0 and sales_share_divisor <> 0
                    then {{ sales_by_share }}  -- noqa: PRS
                when is_first_posting_task and sales_wip <> 0
                    then {{ sales_without_base }}  -- noqa: PRS
                else 0
            end as decimal(38, 10)
        ) as sales_part
    from tasks_with_share
),

final as (
    select
        company,
        company_no,
        project_no,
        project_task_no,
        wip_total_task_no,
        as_of_date,
        job_posting_group,
        wip_method,
        wip_cost,
        wip_sales,
        recognized_costs,
        recognized_sales,
        wip_posting_method,
        is_complete,
        not_calculated_reason,
        amount_rounding_precision,
        usage_total_cost,
        usage_total_price,
        usage_item_cost,
        usage_resource_cost,
        usage_gl_cost,
        contract_invoiced_price,
        cast(
            case
                when is_complete then cast(usage_total_cost as decimal(38, 10))
                when recognized_costs = 'Usage (Total Cost)' then cast(usage_total_cost as decimal(38, 10))
                when recognized_costs = 'Contract (Invoiced Cost)' then cast(contract_invoiced_cost as decimal(38, 10))
                when costs_allocated then usage_total_cost - costs_part
                else 0
            end as decimal(38, 10)
        ) as recognized_costs_amount,
        cast(
            case
                when is_complete then cast(contract_invoiced_price as decimal(38, 10))
                when recognized_sales = 'Contract (Invoiced Price)'
                    then cast(contract_invoiced_price as decimal(38, 10))
                when recognized_sales = 'Usage (Total Cost)' then cast(usage_total_cost as decimal(38, 10))
                when recognized_sales = 'Usage (Total Price)' then cast(usage_total_price as decimal(38, 10))
                when recognized_sales = 'Percentage of Completion' and sales_allocated then sales_part
                when recognized_sales = 'Sales Value' and sales_allocated then contract_invoiced_price + sales_part
                else 0
            end as decimal(38, 10)
        ) as recognized_sales_amount
    from parts
)

select * from final
