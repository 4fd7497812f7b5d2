-- Which items tie up the most money today? The 20 items with the highest value at the end of the reporting period,
-- with their share of the company's inventory and what of it is not yet invoiced.

with valuation as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

valued_items as (
    select
        valuation.*,
        sum(valuation.closing_value_incl_expected) over (partition by valuation.company) as company_value
    from valuation
),

final as (
    select
        company,
        item_no,
        item_description,
        closing_quantity_incl_expected as quantity,
        closing_value_incl_expected as value,
        closing_value_incl_expected - closing_value as not_yet_invoiced,
        {{ exact_divide(['100', 'closing_value_incl_expected'], 'company_value', scale=1) }} as share_pct
    from valued_items
),

top_items as (
    select * from final
    order by value desc
    limit 20
)

select * from top_items
order by value desc
