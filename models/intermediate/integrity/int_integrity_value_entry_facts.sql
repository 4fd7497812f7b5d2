-- What the value entries of an item ledger entry say about it: one row per item ledger entry that has any.
-- Adjustment, valuation and expected cost facts are over its inventoriable value entries only.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
    where item_ledger_entry_no <> 0
),

final as (
    select
        item_ledger_entry_key,
        sum(item_ledger_entry_quantity) as item_ledger_entry_quantity,
        sum(invoiced_quantity) as invoiced_quantity,
        count(*) filter (where inventoriable) as inventoriable_count,
        max(invoiced_quantity) filter (
            where inventoriable and adjustment and invoiced_quantity <> 0
        ) as adjustment_invoiced_quantity,
        max(item_ledger_entry_quantity) filter (
            where inventoriable and adjustment and item_ledger_entry_quantity <> 0
        ) as adjustment_quantity,
        count(*) filter (
            where inventoriable and valuation_date = cast('9999-12-31' as date)
        ) > 0 as has_valuation_at_end_of_time,
        min(valuation_date) filter (
            where inventoriable and entry_type not in ('Rounding', 'Revaluation')
        ) as first_valuation_date,
        max(valuation_date) filter (
            where inventoriable and entry_type not in ('Rounding', 'Revaluation')
        ) as last_valuation_date,
        max(valuation_date) filter (
            where
            inventoriable
            and entry_type not in ('Rounding', 'Revaluation')
            and valuation_date <> cast('9999-12-31' as date)
        ) as last_valuation_date_before_end_of_time,
        min(coalesce(valuation_date, cast('0001-01-01' as date))) filter (
            where inventoriable and not partial_revaluation
        ) as earliest_valuation_date,
        min_by(coalesce(valuation_date, cast('0001-01-01' as date)), value_entry_no) filter (
            where inventoriable and not partial_revaluation
        ) as first_entry_valuation_date,
        min_by(valued_by_average_cost, value_entry_no) filter (where inventoriable) as first_valued_by_average,
        count(*) filter (where inventoriable and valued_by_average_cost) as valued_by_average_count,
        count(*) filter (
            where inventoriable and valued_by_average_cost and valued_quantity > 0
        ) as inbound_valued_by_average_count,
        count(*) filter (
            where inventoriable and valued_by_average_cost and item_ledger_entry_type <> 'Output'
        ) as not_output_valued_by_average_count,
        count(*) filter (
            where inventoriable and not valued_by_average_cost and item_ledger_entry_type <> 'Output'
        ) as not_output_not_valued_by_average_count,
        count(*) filter (
            where
            inventoriable
            and not valued_by_average_cost
            and item_ledger_entry_type <> 'Output'
            and valuation_date is not null
        ) as not_output_not_valued_by_average_dated_count,
        min(item_ledger_entry_type) filter (where inventoriable and item_charge_no = '') as lowest_entry_type,
        max(item_ledger_entry_type) filter (where inventoriable and item_charge_no = '') as highest_entry_type,
        coalesce(sum(cost_amount_expected) filter (where inventoriable), 0) as expected_cost,
        coalesce(sum(cost_amount_expected_acy) filter (where inventoriable), 0) as expected_cost_acy,
        coalesce(sum(expected_cost_posted_to_gl) filter (where inventoriable), 0) as expected_cost_posted,
        coalesce(sum(expected_cost_posted_to_gl_acy) filter (where inventoriable), 0) as expected_cost_posted_acy,
        count(*) filter (
            where inventoriable and (expected_cost_posted_to_gl <> 0 or expected_cost_posted_to_gl_acy <> 0)
        ) as expected_cost_posted_count
    from value_entries
    group by item_ledger_entry_key
)

select * from final
