-- The elements of a sold or stocked entry add up exactly to the cost of its value entries, and the report by element to
-- the cost of all sales. Taken from the ledger, not from the models between.

with entry_costs as (
    select
        value_entries.company,
        value_entries.item_ledger_entry_no,
        max(case when entries.entry_type = 'Sale' then 1 else 0 end) = 1 as is_sold,
        sum(value_entries.cost_amount_actual + value_entries.cost_amount_expected) as cost_amount
    from {{ ref('stg_bc__value_entries') }} as value_entries
    inner join {{ ref('stg_bc__item_ledger_entries') }} as entries
        on value_entries.item_ledger_entry_key = entries.item_ledger_entry_key
    where entries.entry_type = 'Sale' or entries.remaining_quantity <> 0
    group by value_entries.company, value_entries.item_ledger_entry_no
),

rolled_up as (
    select
        company,
        item_ledger_entry_no,
        sum(cost_amount) as cost_amount
    from {{ ref('fct_cost_shares_rolled_up') }}
    group by company, item_ledger_entry_no
),

by_element as (
    select
        company,
        sum(cost_of_sales_amount) as cost_amount
    from {{ ref('rpt_cost_of_sales_by_element') }}
    group by company
),

cost_of_sales as (
    select
        company,
        -sum(cost_amount) as cost_amount
    from entry_costs
    where is_sold
    group by company
)

select
    coalesce(entry_costs.company, rolled_up.company) as company,
    coalesce(entry_costs.item_ledger_entry_no, rolled_up.item_ledger_entry_no) as item_ledger_entry_no,
    entry_costs.cost_amount as ledger_amount,
    rolled_up.cost_amount as rolled_up_amount
from entry_costs
full outer join rolled_up
    on
        entry_costs.company = rolled_up.company
        and entry_costs.item_ledger_entry_no = rolled_up.item_ledger_entry_no
where coalesce(entry_costs.cost_amount, 0) <> coalesce(rolled_up.cost_amount, 0)
union all
select
    coalesce(cost_of_sales.company, by_element.company) as company,
    0 as item_ledger_entry_no,
    cost_of_sales.cost_amount as ledger_amount,
    by_element.cost_amount as rolled_up_amount
from cost_of_sales
full outer join by_element
    on cost_of_sales.company = by_element.company
where coalesce(cost_of_sales.cost_amount, 0) <> coalesce(by_element.cost_amount, 0)
