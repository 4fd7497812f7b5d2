-- Which items tie up the most money today? The 20 items with the highest value at the end of the reporting period,
-- with their share of the company's inventory and what of it is not yet invoiced.

with valuation as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

final as (
    select
        company,
        item_no,
        item_description,
        closing_quantity_incl_expected as quantity,
        closing_value_incl_expected as value,
        closing_value_incl_expected - closing_value as not_yet_invoiced,
        round(
            100 * closing_value_incl_expected
            / nullif(sum(closing_value_incl_expected) over (partition by company), 0), 1
        ) as share_pct
    from valuation
)

select * from final
order by value desc
limit 20
