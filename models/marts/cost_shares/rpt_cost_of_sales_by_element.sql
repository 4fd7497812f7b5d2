-- Cost of sales by what it is made of: one row per company, item, month of the sale's posting date, and cost element.
-- Positive is cost of sales; returns are negative. Actual plus expected cost as known today, every month of the ledger.

with rolled_up as (
    select * from {{ ref('fct_cost_shares_rolled_up') }}
    where is_sold
),

final as (
    select
        company,
        item_no,
        {{ first_day_of_month('posting_date') }} as month_start,
        cost_element,
        cast(-sum(cost_amount) as decimal(38, 5)) as cost_of_sales_amount
    from rolled_up
    group by company, item_no, {{ first_day_of_month('posting_date') }}, cost_element
)

select * from final
