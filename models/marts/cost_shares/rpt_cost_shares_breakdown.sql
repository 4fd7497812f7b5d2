-- BC report 5848, Cost Shares Breakdown, one row per print mode and item ledger entry or capacity ledger entry.
-- Signed as in the ledgers (receipts +, issues -); capacity entries with opposite sign. Outside the Sales view issues
-- show only what their receipts do not cover, in Inventory receipts what they still hold. material is what the named
-- shares leave of direct cost.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

printed_entries as (
    select * from {{ ref('int_cost_share_printed_entries') }}
),

own as (
    select * from {{ ref('int_cost_share_own') }}
),

received as (
    select * from {{ ref('int_cost_share_received') }}
),

capacity_entries as (
    select * from {{ ref('int_cost_share_capacity_entries') }}
),

-- Sales print revaluation without the entry's own, WIP Inventory the variances.
own_shares as (
    select
        printed.print_mode,
        printed.item_ledger_entry_key,
        printed.own_quantity,
        printed.kept_quantity,
        own.share,
        own.amount
    from printed_entries as printed
    inner join own
        on printed.item_ledger_entry_key = own.item_ledger_entry_key
    where
        not (printed.print_mode = 'Sales' and own.share = 'revaluation')
        and not (printed.print_mode = 'WIP Inventory' and own.share in ({{ variance_shares() }}))
),

received_shares as (
    select
        printed.print_mode,
        printed.item_ledger_entry_key,
        printed.own_quantity,
        printed.kept_quantity,
        received.share,
        received.amount
    from printed_entries as printed
    inner join received
        on printed.item_ledger_entry_key = received.item_ledger_entry_key
    where
        printed.receives_shares
        and received.share not in ('own_revaluation', 'inventory_total')
        and (printed.print_mode = 'Sales' or received.share <> 'revaluation')
),

-- The entry's direct cost holds everything: what was received under another name comes out of it, and outside the Sales
-- view an issue is relieved of all that its receipts cover.
taken_out_of_direct_cost as (
    select
        printed.print_mode,
        printed.item_ledger_entry_key,
        printed.own_quantity,
        printed.kept_quantity,
        'direct_cost' as share,
        -received.amount as amount
    from printed_entries as printed
    inner join received
        on printed.item_ledger_entry_key = received.item_ledger_entry_key
    where
        case
            when not printed.receives_shares then received.share = 'inventory_total'
            when printed.print_mode = 'Sales'
                then received.share in ('indirect_cost', 'revaluation', 'rounding', 'variance')
            else received.share in ('indirect_cost', 'own_revaluation', 'rounding', 'variance')
        end
),

shares as (
    select * from own_shares

    union all

    select * from received_shares

    union all

    select * from taken_out_of_direct_cost
),

-- A receipt keeps the part of its shares that was not issued; revaluation stays whole, as in BC.
kept_shares as (
    select
        print_mode,
        item_ledger_entry_key,
        share,
        case
            when kept_quantity = own_quantity or share = 'revaluation' then amount
            else {{ part_of_amount('amount', 'kept_quantity', 'own_quantity') }}
        end as amount
    from shares
),

entry_figures as (
    select
        print_mode,
        item_ledger_entry_key,
        {{ amount_by_share() }}
    from kept_shares
    group by print_mode, item_ledger_entry_key
),

item_ledger_rows as (
    select
        entries.company,
        printed.print_mode,
        entries.item_no,
        case when entries.order_type = 'Production' then entries.order_no else '' end as production_order_no,
        entries.item_ledger_entry_no,
        cast(0 as bigint) as capacity_ledger_entry_no,
        entries.entry_type,
        entries.posting_date,
        entries.document_no,
        printed.quantity,
        figures.direct_cost - figures.capacity - figures.capacity_overhead - figures.subcontracted as material,
        figures.direct_cost,
        figures.indirect_cost,
        figures.capacity,
        figures.capacity_overhead,
        figures.material_overhead,
        figures.subcontracted,
        figures.variance,
        figures.revaluation,
        figures.rounding,
        figures.purchase_variance,
        figures.material_variance,
        figures.capacity_variance,
        figures.capacity_overhead_variance,
        figures.mfg_overhead_variance,
        figures.subcontracted_variance
    from printed_entries as printed
    inner join entries
        on printed.item_ledger_entry_key = entries.item_ledger_entry_key
    left join entry_figures as figures
        on
            printed.print_mode = figures.print_mode
            and printed.item_ledger_entry_key = figures.item_ledger_entry_key
),

capacity_figures as (
    select
        company,
        capacity_ledger_entry_no,
        item_no,
        order_no,
        posting_date,
        document_no,
        subcontracting,
        quantity,
        {{ amount_by_share() }}
    from capacity_entries
    group by
        company,
        capacity_ledger_entry_no,
        item_no,
        order_no,
        posting_date,
        document_no,
        subcontracting,
        quantity
),

capacity_rows as (
    select
        company,
        'WIP Inventory' as print_mode,
        item_no,
        order_no as production_order_no,
        cast(0 as bigint) as item_ledger_entry_no,
        capacity_ledger_entry_no,
        '' as entry_type,
        posting_date,
        document_no,
        quantity,
        0 as material,
        direct_cost,
        indirect_cost,
        case when subcontracting then 0 else direct_cost end as capacity,
        indirect_cost as capacity_overhead,
        material_overhead,
        case when subcontracting then direct_cost else 0 end as subcontracted,
        variance,
        revaluation,
        rounding,
        purchase_variance,
        material_variance,
        capacity_variance,
        capacity_overhead_variance,
        mfg_overhead_variance,
        subcontracted_variance
    from capacity_figures
),

report_rows as (
    select * from item_ledger_rows

    union all

    select * from capacity_rows
),

final as (
    select
        report_rows.company,
        report_rows.print_mode,
        report_rows.item_no,
        report_rows.production_order_no,
        report_rows.item_ledger_entry_no,
        report_rows.capacity_ledger_entry_no,
        report_rows.entry_type,
        report_rows.posting_date,
        report_rows.document_no,
        reporting_period.period_start,
        reporting_period.period_end,
        cast(report_rows.quantity as decimal(38, 5)) as quantity,
        {{ report_amount('report_rows.material') }} as material,
        {{ report_amount('report_rows.capacity') }} as capacity,
        {{ report_amount('report_rows.capacity_overhead') }} as capacity_overhead,
        {{ report_amount('report_rows.material_overhead') }} as material_overhead,
        {{ report_amount('report_rows.subcontracted') }} as subcontracted,
        {{ report_amount('report_rows.variance') }} as variance,
        {{ report_amount('report_rows.revaluation') }} as revaluation,
        {{ report_amount('report_rows.rounding') }} as rounding,
        {{ report_amount(
            'report_rows.direct_cost + report_rows.indirect_cost + report_rows.revaluation'
            ~ ' + report_rows.rounding + report_rows.variance'
        ) }} as total,
        {{ report_amount('report_rows.purchase_variance') }} as purchase_variance,
        {{ report_amount('report_rows.material_variance') }} as material_variance,
        {{ report_amount('report_rows.capacity_variance') }} as capacity_variance,
        {{ report_amount('report_rows.capacity_overhead_variance') }} as capacity_overhead_variance,
        {{ report_amount('report_rows.mfg_overhead_variance') }} as mfg_overhead_variance,
        {{ report_amount('report_rows.subcontracted_variance') }} as subcontracted_variance
    from report_rows
    cross join reporting_period
)

select * from final
