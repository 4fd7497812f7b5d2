-- What moved inventory most? Per month the five items whose value changed most, actual and expected cost.

with months as (
    select * from {{ ref('fct_inventory_valuation_monthly') }}
),

items as (
    select * from {{ ref('dim_items') }}
),

item_months as (
    select
        months.company,
        months.month_start,
        months.item_key,
        sum(months.increase_value_incl_expected - months.internal_transfer_value_incl_expected) as increase_value,
        sum(months.decrease_value_incl_expected - months.internal_transfer_value_incl_expected) as decrease_value
    from months
    group by months.company, months.month_start, months.item_key
),

final as (
    select
        item_months.company,
        item_months.month_start,
        items.item_no,
        items.item_description,
        item_months.increase_value,
        item_months.decrease_value,
        item_months.increase_value - item_months.decrease_value as change_in_value
    from item_months
    inner join items
        on item_months.item_key = items.item_key
    where item_months.increase_value <> item_months.decrease_value
    qualify
        row_number() over (
            partition by item_months.company, item_months.month_start
            order by abs(item_months.increase_value - item_months.decrease_value) desc, items.item_no
        ) <= 5
)

select * from final
order by company asc, month_start desc, abs(change_in_value) desc
