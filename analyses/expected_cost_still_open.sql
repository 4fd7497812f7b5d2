-- What was received or shipped and is not invoiced yet? Documents whose expected cost is open at the end of the
-- reporting period, oldest first.

with value_entries as (
    select * from {{ ref('fct_value_entries') }}
),

movements as (
    select
        value_entries.company,
        value_entries.item_ledger_entry_no,
        value_entries.item_no,
        value_entries.item_ledger_entry_type,
        min(value_entries.posting_date) as moved_on,
        sum(value_entries.item_ledger_entry_quantity) as moved_quantity,
        sum(value_entries.invoiced_quantity) as invoiced_quantity,
        sum(value_entries.cost_amount_expected) as open_expected_cost,
        sum(value_entries.expected_cost_posted_to_gl) as posted_to_gl
    from value_entries
    cross join {{ ref('int_reporting_period') }} as period
    where
        value_entries.is_inventory_item
        and value_entries.posting_date <= period.period_end
    group by
        value_entries.company,
        value_entries.item_ledger_entry_no,
        value_entries.item_no,
        value_entries.item_ledger_entry_type
),

final as (
    select *
    from movements
    where open_expected_cost <> 0
)

select * from final
order by moved_on, company, item_ledger_entry_no
