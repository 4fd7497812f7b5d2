-- What enters and leaves the pools of average cost items: one row per item ledger entry or later amount in a pool.
-- A receipt enters with the share that no issue took directly (fixed application), at its own cost without later
-- amounts; what shows the pool's average leaves it, negative. Receipts that bring back an issue of the same pool stand
-- with the issues, positive.

with entries as (
    select * from {{ ref('int_cost_flow_entries') }}
    where is_average_cost_item
),

later_amounts as (
    select * from {{ ref('int_cost_flow_later_amounts') }}
    where is_average_cost_item
),

applications as (
    select * from {{ ref('int_cost_flow_applications') }}
),

fixed_issues as (
    select
        from_node_key as node_key,
        sum(quantity) as quantity
    from applications
    where flow = 'issue'
    group by from_node_key
),

later_fixed_issues as (
    select
        later_amounts.node_key,
        sum(applications.quantity) as quantity
    from later_amounts
    inner join applications
        on
            later_amounts.entry_node_key = applications.from_node_key
            and applications.flow = 'issue'
    where
        later_amounts.cost_element = 'revaluation'
        and {{ revaluation_reaches_issue('later_amounts', 'applications') }}
    group by later_amounts.node_key
),

receipts as (
    select
        entries.company,
        entries.company_no,
        entries.item_no,
        entries.pool_location_code,
        entries.pool_variant_code,
        entries.pool_period_start,
        entries.node_key,
        true as enters_pool,
        cast(entries.quantity + coalesce(fixed_issues.quantity, 0) as decimal(38, 5)) as quantity,
        {{ exact_divide('entries.quantity + coalesce(fixed_issues.quantity, 0)', 'entries.quantity', scale=16) }}
            as weight,
        cast(entries.cost_amount - entries.later_amount as decimal(38, 5)) as cost_amount
    from entries
    left join fixed_issues
        on entries.node_key = fixed_issues.node_key
    where entries.is_receipt and entries.cost_source <> 'pool'
),

issues as (
    select
        company,
        company_no,
        item_no,
        pool_location_code,
        pool_variant_code,
        pool_period_start,
        node_key,
        false as enters_pool,
        quantity,
        cast(0 as decimal(38, 16)) as weight,
        cast(cost_amount - later_amount as decimal(38, 5)) as cost_amount
    from entries
    where cost_source = 'pool'
),

later as (
    select
        later_amounts.company,
        later_amounts.company_no,
        later_amounts.item_no,
        later_amounts.pool_location_code,
        later_amounts.pool_variant_code,
        later_amounts.pool_period_start,
        later_amounts.node_key,
        true as enters_pool,
        cast(0 as decimal(38, 5)) as quantity,
        {{ exact_divide(
            'later_amounts.revalued_quantity + coalesce(later_fixed_issues.quantity, 0)',
            'later_amounts.revalued_quantity',
            scale=16
        ) }} as weight,
        later_amounts.cost_amount
    from later_amounts
    left join later_fixed_issues
        on later_amounts.node_key = later_fixed_issues.node_key
),

final as (
    select * from receipts
    union all
    select * from issues
    union all
    select * from later
)

select * from final
