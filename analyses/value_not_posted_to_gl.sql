-- Which value has not reached the general ledger? Cost of each item up to the end of the reporting period that
-- Post Inventory Cost to G/L has not posted yet, actual and expected.

with valuation as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

final as (
    select
        company,
        item_no,
        item_description,
        closing_value - cost_posted_to_gl as actual_cost_not_posted,
        (closing_value_incl_expected - closing_value) - expected_cost_posted_to_gl as expected_cost_not_posted
    from valuation
    where
        closing_value <> cost_posted_to_gl
        or closing_value_incl_expected - closing_value <> expected_cost_posted_to_gl
)

select * from final
order by abs(actual_cost_not_posted) desc
