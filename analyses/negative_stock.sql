-- Where does the ledger show less than nothing? Places with negative quantity, or with value and no quantity, at the
-- end of the reporting period.

with valuation as (
    select * from {{ ref('rpt_inventory_valuation_by_location') }}
),

final as (
    select
        company,
        item_no,
        variant_code,
        location_code,
        item_description,
        closing_quantity_incl_expected as quantity,
        closing_value_incl_expected as value,
        case
            when closing_quantity_incl_expected < 0 then 'negative quantity'
            when closing_quantity_incl_expected = 0 then 'value without quantity'
            else 'negative value'
        end as finding
    from valuation
    where
        closing_quantity_incl_expected < 0
        or (closing_quantity_incl_expected = 0 and closing_value_incl_expected <> 0)
        or closing_value_incl_expected < 0
)

select * from final
order by company, item_no, variant_code, location_code
