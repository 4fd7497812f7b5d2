-- Shares rename cost, they neither make nor lose it.
--   Sales: the total of a row is what was posted on its entry, revaluation aside.
--   Inventory: the totals of an item's entries are what was posted on them, but for revaluation that stays on a receipt
--   whose issues were relieved of it, and that is not handed to returns and transfers. The quantities are the stock.
-- Inventory also counts entries that are not printed because nothing of them is left. Items with an application of the
-- wrong sign are left out: they are an integrity issue, and do not tie in BC either.
-- A warning: ledgers with broken links or blank item numbers need not tie, and must not hold back the other marts.
{{ config(severity='warn') }}
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
    where item_ledger_entry_no <> 0
),

posted as (
    select
        value_entries.item_ledger_entry_key,
        coalesce(sum(value_entries.cost_amount_actual + value_entries.cost_amount_expected) filter (
            where value_entries.entry_type in ('Direct Cost', 'Indirect Cost', 'Revaluation', 'Rounding')
        ), 0)
        + coalesce(sum(value_entries.cost_amount_actual) filter (
            where value_entries.entry_type = 'Variance'
        ), 0) as total,
        coalesce(sum(value_entries.cost_amount_actual + value_entries.cost_amount_expected) filter (
            where value_entries.entry_type = 'Revaluation'
        ), 0) as revaluation
    from {{ ref('stg_bc__value_entries') }} as value_entries
    cross join reporting_period
    where value_entries.posting_date <= reporting_period.period_end
    group by value_entries.item_ledger_entry_key
),

figures as (
    select
        entries.company,
        entries.item_no,
        entries.item_ledger_entry_key,
        entries.item_ledger_entry_no,
        entries.quantity,
        coalesce(posted.total, 0) as total,
        coalesce(posted.revaluation, 0) as revaluation
    from entries
    left join posted
        on entries.item_ledger_entry_key = posted.item_ledger_entry_key
),

sales as (
    select
        report.company,
        report.item_no,
        report.item_ledger_entry_no,
        'Sales: total of a row' as problem,
        report.total - (figures.total - figures.revaluation) as difference
    from report
    inner join figures
        on
            report.company = figures.company
            and report.item_ledger_entry_no = figures.item_ledger_entry_no
    where report.print_mode = 'Sales'
),

handed as (
    select
        applications.kind,
        applications.quantity,
        source.company,
        source.item_no,
        source.item_ledger_entry_key as source_key,
        applications.destination_key,
        destination.quantity as destination_quantity,
        source.quantity as source_quantity,
        {{ part_of_amount('source.revaluation', 'applications.quantity', 'applications.source_quantity') }}
            as revaluation
    from active_applications as applications
    inner join figures as source
        on applications.source_key = source.item_ledger_entry_key
    inner join figures as destination
        on applications.destination_key = destination.item_ledger_entry_key
),

items_with_a_wrong_sign as (
    select
        company,
        item_no
    from handed
    where
        kind = 'issue'
        and (quantity >= 0 or source_quantity <= 0 or destination_quantity >= 0)
        or kind <> 'issue'
        and (quantity <= 0 or destination_quantity <= 0)
    group by company, item_no
),

revaluation_not_handed_on as (
    select
        destination_key as item_ledger_entry_key,
        sum(revaluation) as revaluation
    from handed
    group by destination_key
),

-- What an entry holds before its issues take from it.
held as (
    select
        figures.*,
        figures.total - coalesce(behind.revaluation, 0) as held_total
    from figures
    left join revaluation_not_handed_on as behind
        on figures.item_ledger_entry_key = behind.item_ledger_entry_key
),

taken as (
    select
        handed.destination_key as item_ledger_entry_key,
        sum({{ part_of_amount('held.held_total', 'handed.quantity', 'handed.source_quantity') }}) as total
    from handed
    inner join held
        on handed.source_key = held.item_ledger_entry_key
    where handed.kind = 'issue'
    group by handed.destination_key
),

inventory_rows as (
    select
        company,
        item_no,
        item_ledger_entry_no,
        quantity,
        total
    from report
    where print_mode = 'Inventory'
),

inventory as (
    select
        held.company,
        held.item_no,
        sum(coalesce(
            printed.total,
            -- Not printed: a receipt of which only revaluation is left, an issue that its receipts cover.
            case
                when held.quantity > 0 then held.revaluation
                else held.total - coalesce(taken.total, 0)
            end
        )) as total,
        sum(coalesce(printed.quantity, 0)) as quantity,
        sum(held.total) as posted_total,
        sum(held.quantity) as posted_quantity,
        count(*) as entries
    from held
    left join inventory_rows as printed
        on
            held.company = printed.company
            and held.item_ledger_entry_no = printed.item_ledger_entry_no
    left join taken
        on held.item_ledger_entry_key = taken.item_ledger_entry_key
    group by held.company, held.item_no
),

revaluation_difference as (
    select
        company,
        item_no,
        sum(revaluation) as revaluation
    from handed
    group by company, item_no
),

inventory_differences as (
    select
        inventory.company,
        inventory.item_no,
        inventory.entries,
        inventory.quantity - inventory.posted_quantity as quantity_difference,
        inventory.total - inventory.posted_total + coalesce(differences.revaluation, 0) as total_difference
    from inventory
    left join revaluation_difference as differences
        on
            inventory.company = differences.company
            and inventory.item_no = differences.item_no
    left join items_with_a_wrong_sign as wrong_sign
        on
            inventory.company = wrong_sign.company
            and inventory.item_no = wrong_sign.item_no
    where wrong_sign.item_no is null
)

select
    company,
    item_no,
    item_ledger_entry_no,
    problem,
    difference
from sales
where difference <> 0

union all

select
    company,
    item_no,
    0 as item_ledger_entry_no,
    'Inventory: quantity of an item' as problem,
    quantity_difference as difference
from inventory_differences
where quantity_difference <> 0

union all

select
    company,
    item_no,
    0 as item_ledger_entry_no,
    'Inventory: total of an item' as problem,
    total_difference as difference
from inventory_differences
-- Rows are rounded to five decimals.
where abs(total_difference) > 0.00001 * entries
