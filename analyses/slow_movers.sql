-- What lies there and does not move? Items with stock at the end of the reporting period that nothing was taken from
-- (sold, consumed, written off) for 90 days or more, the most valuable first.

with valuation as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

value_entries as (
    select * from {{ ref('fct_value_entries') }}
),

last_issues as (
    select
        value_entries.company,
        value_entries.item_no,
        max(value_entries.posting_date) as last_issue_date
    from value_entries
    cross join {{ ref('int_reporting_period') }} as period
    where
        value_entries.direction = 'decrease'
        and value_entries.item_ledger_entry_type <> 'Transfer'
        and value_entries.item_ledger_entry_quantity < 0
        and value_entries.posting_date <= period.period_end
    group by value_entries.company, value_entries.item_no
),

final as (
    select
        valuation.company,
        valuation.item_no,
        valuation.item_description,
        valuation.closing_quantity_incl_expected as quantity,
        valuation.closing_value_incl_expected as value,
        last_issues.last_issue_date,
        valuation.period_end - last_issues.last_issue_date as days_without_issue
    from valuation
    left join last_issues
        on
            valuation.company = last_issues.company
            and valuation.item_no = last_issues.item_no
    where
        valuation.closing_quantity_incl_expected > 0
        and (last_issues.last_issue_date is null or valuation.period_end - last_issues.last_issue_date >= 90)
)

select * from final
order by value desc
