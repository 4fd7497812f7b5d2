-- How does a quarter compare with the one before? The functions answer for any two dates; change them here or ask the
-- warehouse directly: select * from marts.inventory_valuation_between('2026-01-01', '2026-03-31')

with this_quarter as (
    select * from {{ ref('inventory_valuation_between') }}('2026-01-01', '2026-03-31')
),

last_quarter as (
    select * from {{ ref('inventory_valuation_between') }}('2025-10-01', '2025-12-31')
),

final as (
    select
        coalesce(this_quarter.company, last_quarter.company) as company,
        coalesce(this_quarter.item_no, last_quarter.item_no) as item_no,
        coalesce(this_quarter.increase_value, 0) as increase_this_quarter,
        coalesce(last_quarter.increase_value, 0) as increase_last_quarter,
        coalesce(this_quarter.decrease_value, 0) as decrease_this_quarter,
        coalesce(last_quarter.decrease_value, 0) as decrease_last_quarter,
        coalesce(this_quarter.closing_value, 0) - coalesce(last_quarter.closing_value, 0) as change_in_closing_value
    from this_quarter
    full outer join last_quarter
        on
            this_quarter.company = last_quarter.company
            and this_quarter.item_no = last_quarter.item_no
)

select * from final
order by abs(change_in_closing_value) desc
