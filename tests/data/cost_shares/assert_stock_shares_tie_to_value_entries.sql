-- The views Inventory and WIP Inventory neither make nor lose cost: the total of a row is what was posted on its entry,
--   of a receipt the part that is still there, but all of its own revaluation (as in BC);
--   of an issue without what its receipts cover;
--   in WIP Inventory without the entry's own variance.
-- Received shares rename cost, except that the sources' revaluation stays with them: that is taken out of direct cost.
-- These hold in any ledger. And the quantities of an item are its stock, where its applications are regular; the others
-- are listed by assert_applications_are_regular.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

active_applications as (
    select * from {{ ref('int_cost_share_active_applications') }}
),

report as (
    select * from {{ ref('rpt_cost_shares_breakdown') }}
    where
        print_mode in ('Inventory', 'WIP Inventory')
        and item_ledger_entry_no <> 0
),

posted as (
    select
        value_entries.item_ledger_entry_key,
        sum(case
            when value_entries.entry_type = 'Variance' then value_entries.cost_amount_actual
            else value_entries.cost_amount_actual + value_entries.cost_amount_expected
        end) as total,
        coalesce(sum(value_entries.cost_amount_actual + value_entries.cost_amount_expected) filter (
            where value_entries.entry_type = 'Revaluation'
        ), 0) as revaluation,
        coalesce(sum(value_entries.cost_amount_actual) filter (
            where value_entries.entry_type = 'Variance'
        ), 0) as variance
    from {{ ref('stg_bc__value_entries') }} as value_entries
    cross join reporting_period
    where
        value_entries.posting_date <= reporting_period.period_end
        and value_entries.entry_type <> 'Direct Cost - Non Inventory'
    group by value_entries.item_ledger_entry_key
),

revaluation_left_behind as (
    select
        applications.destination_key as item_ledger_entry_key,
        sum({{ part_of_amount('posted.revaluation', 'applications.quantity', 'applications.source_quantity') }})
            as amount
    from active_applications as applications
    inner join posted
        on applications.source_key = posted.item_ledger_entry_key
    where posted.revaluation <> 0
    group by applications.destination_key
),

-- What an entry holds before its issues take from it.
held as (
    select
        entries.company,
        entries.item_no,
        entries.item_ledger_entry_key,
        entries.item_ledger_entry_no,
        entries.quantity,
        coalesce(posted.total, 0) as posted_total,
        coalesce(posted.total, 0) - coalesce(behind.amount, 0) as total,
        coalesce(posted.revaluation, 0) as revaluation,
        coalesce(posted.variance, 0) as variance
    from entries
    left join posted
        on entries.item_ledger_entry_key = posted.item_ledger_entry_key
    left join revaluation_left_behind as behind
        on entries.item_ledger_entry_key = behind.item_ledger_entry_key
),

covered as (
    select
        applications.destination_key as item_ledger_entry_key,
        sum({{ part_of_amount('held.total', 'applications.quantity', 'applications.source_quantity') }}) as total
    from active_applications as applications
    inner join held
        on applications.source_key = held.item_ledger_entry_key
    group by applications.destination_key
),

row_totals as (
    select
        report.company,
        report.print_mode,
        report.item_no,
        report.item_ledger_entry_no,
        report.total
        + case when report.print_mode = 'WIP Inventory' then held.variance else 0 end
        - case
            when held.quantity < 0 then held.posted_total - coalesce(covered.total, 0)
            when report.quantity = held.quantity then held.total
            else
                held.revaluation
                + {{ part_of_amount('(held.total - held.revaluation)', 'report.quantity', 'held.quantity') }}
        end as difference
    from report
    inner join held
        on
            report.company = held.company
            and report.item_ledger_entry_no = held.item_ledger_entry_no
    left join covered
        on held.item_ledger_entry_key = covered.item_ledger_entry_key
),

irregular_items as (
    select
        held.company,
        held.item_no
    from (
        select source_key as item_ledger_entry_key
        from active_applications
        where not is_regular

        union all

        select destination_key as item_ledger_entry_key
        from active_applications
        where not is_regular
    ) as ends
    inner join held
        on ends.item_ledger_entry_key = held.item_ledger_entry_key
    group by held.company, held.item_no
),

-- An entry of which nothing is left is not printed.
item_quantities as (
    select
        held.company,
        held.item_no,
        sum(coalesce(report.quantity, 0)) - sum(held.quantity) as difference
    from held
    left join report
        on
            held.company = report.company
            and held.item_ledger_entry_no = report.item_ledger_entry_no
            and report.print_mode = 'Inventory'
    left join irregular_items
        on
            held.company = irregular_items.company
            and held.item_no = irregular_items.item_no
    where irregular_items.item_no is null
    group by held.company, held.item_no
)

select
    company,
    print_mode || ': total of a row' as problem,
    item_no,
    item_ledger_entry_no,
    difference
from row_totals
-- Rows are rounded to five decimals.
where abs(difference) > 0.00001

union all

select
    company,
    'Inventory: quantity of an item' as problem,
    item_no,
    0 as item_ledger_entry_no,
    difference
from item_quantities
where difference <> 0
