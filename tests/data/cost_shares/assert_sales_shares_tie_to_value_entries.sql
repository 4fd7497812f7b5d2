-- Shares rename cost, they neither make nor lose it: every sale of the period is in the Sales view, and its total is
-- what was posted on its entry up to the period end, revaluation aside. True of any ledger, however damaged.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

report as (
    select * from {{ ref('rpt_cost_shares_breakdown') }}
    where print_mode = 'Sales'
),

sales as (
    select entries.*
    from {{ ref('int_cost_share_entries') }} as entries
    cross join reporting_period
    where
        entries.entry_type = 'Sale'
        and entries.posting_date >= reporting_period.period_start
),

posted as (
    select
        value_entries.item_ledger_entry_key,
        sum(case
            when value_entries.entry_type = 'Variance' then value_entries.cost_amount_actual
            else value_entries.cost_amount_actual + value_entries.cost_amount_expected
        end) as total
    from {{ ref('stg_bc__value_entries') }} as value_entries
    cross join reporting_period
    where
        value_entries.posting_date <= reporting_period.period_end
        and value_entries.entry_type in ('Direct Cost', 'Indirect Cost', 'Variance', 'Rounding')
    group by value_entries.item_ledger_entry_key
)

select
    coalesce(sales.company, report.company) as company,
    coalesce(sales.item_ledger_entry_no, report.item_ledger_entry_no) as item_ledger_entry_no,
    posted.total as posted_total,
    report.total as reported_total
from sales
left join posted
    on sales.item_ledger_entry_key = posted.item_ledger_entry_key
full outer join report
    on
        sales.company = report.company
        and sales.item_ledger_entry_no = report.item_ledger_entry_no
where
    sales.item_ledger_entry_no is null
    or report.item_ledger_entry_no is null
    or report.total <> coalesce(posted.total, 0)
