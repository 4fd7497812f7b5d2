-- What do we earn on each item? Invoiced sales of the reporting period, their cost and margin.
-- A cost adjustment posted later lands in the period of its own posting date.

with value_entries as (
    select * from {{ ref('fct_value_entries') }}
),

items as (
    select * from {{ ref('dim_items') }}
),

sales_by_item as (
    select
        value_entries.company,
        items.item_no,
        items.item_description,
        -sum(value_entries.invoiced_quantity) as sold_quantity,
        sum(value_entries.sales_amount_actual) as sales,
        -sum(value_entries.cost_amount_actual) as cost_of_sales
    from value_entries
    inner join items
        on value_entries.item_key = items.item_key
    cross join {{ ref('int_reporting_period') }} as period
    where
        value_entries.item_ledger_entry_type = 'Sale'
        and value_entries.posting_date between period.period_start and period.period_end
    group by value_entries.company, items.item_no, items.item_description
),

final as (
    select
        company,
        item_no,
        item_description,
        sold_quantity,
        sales,
        cost_of_sales,
        sales - cost_of_sales as margin,
        {{ exact_divide(['100', 'sales - cost_of_sales'], 'sales', scale=1) }} as margin_pct
    from sales_by_item
)

select * from final
order by margin
