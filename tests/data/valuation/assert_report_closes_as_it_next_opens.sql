-- BC's own gap: an entry of the period whose item ledger entry type is blank is in neither increase nor decrease, but
-- in the next period's opening. Lists each item whose closing is not its next opening, with the entries that cause it.

{{ config(severity='warn', store_failures=true) }}

with report as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

value_entries as (
    select value_entries.*
    from {{ ref('fct_value_entries') }} as value_entries
    cross join period
    where
        value_entries.is_inventory_item
        and value_entries.posting_date <= period.period_end
),

next_openings as (
    select
        company,
        item_no,
        sum(invoiced_quantity) as quantity,
        sum(cost_amount_actual) as value,
        sum(item_ledger_entry_quantity) as quantity_incl_expected,
        sum(cost_amount_incl_expected) as value_incl_expected
    from value_entries
    group by company, item_no
),

gaps as (
    select
        next_openings.company,
        next_openings.item_no,
        coalesce(report.closing_value_incl_expected, 0) as closing_value_incl_expected,
        next_openings.value_incl_expected as next_opening_value_incl_expected
    from next_openings
    left join report
        on
            next_openings.company = report.company
            and next_openings.item_no = report.item_no
    where
        next_openings.quantity <> coalesce(report.closing_quantity, 0)
        or next_openings.value <> coalesce(report.closing_value, 0)
        or next_openings.quantity_incl_expected <> coalesce(report.closing_quantity_incl_expected, 0)
        or next_openings.value_incl_expected <> coalesce(report.closing_value_incl_expected, 0)
),

undirected_entries as (
    select value_entries.*
    from value_entries
    cross join period
    where
        value_entries.direction = ''
        and value_entries.posting_date >= period.period_start
)

select
    gaps.company,
    gaps.item_no,
    gaps.closing_value_incl_expected,
    gaps.next_opening_value_incl_expected,
    undirected_entries.value_entry_no,
    undirected_entries.posting_date,
    undirected_entries.document_no,
    undirected_entries.item_ledger_entry_quantity,
    undirected_entries.cost_amount_incl_expected
from gaps
left join undirected_entries
    on
        gaps.company = undirected_entries.company
        and gaps.item_no = undirected_entries.item_no
