-- What one item ledger entry cost and where that cost came from: one row per item ledger entry. Amounts are signed as
-- in the ledger (receipts +, issues -), actual plus expected cost of all its value entries, over all time.
-- cost_source: an issue takes its cost from the average pool or from the entries it is applied to; a receipt owns its
-- cost unless it returns or transfers an issue, or was produced by an order.

with item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

average_cost_items as (
    select
        company_no,
        item_no
    from {{ ref('stg_bc__items') }}
    where costing_method = 'Average'
),

average_cost_periods as (
    select * from {{ ref('int_average_cost_periods') }}
),

entry_costs as (
    select
        item_ledger_entry_key,
        sum(cost_amount_actual + cost_amount_expected) as cost_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type in ('Revaluation', 'Rounding')
        ), 0) as later_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type = 'Direct Cost' and item_charge_no = ''
        ), 0) as direct_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type = 'Direct Cost' and item_charge_no <> ''
        ), 0) as item_charge_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type = 'Indirect Cost'
        ), 0) as indirect_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type = 'Variance'
        ), 0) as variance_amount,
        coalesce(sum(cost_amount_actual + cost_amount_expected) filter (
            where entry_type = 'Direct Cost - Non Inventory'
        ), 0) as non_inventory_amount,
        max(valuation_date) filter (
            where entry_type = 'Direct Cost' and item_charge_no = ''
        ) as valuation_date,
        count(*) filter (where valued_by_average_cost) > 0 as is_valued_by_average_cost,
        min(value_entry_no) filter (where item_ledger_entry_quantity <> 0) as first_value_entry_no
    from {{ ref('stg_bc__value_entries') }}
    where item_ledger_entry_no <> 0
    group by item_ledger_entry_key
),

applications as (
    select
        item_ledger_entry_key,
        inbound_item_entry_key,
        outbound_item_entry_key,
        cost_application,
        quantity
    from {{ ref('stg_bc__item_application_entries') }}
    where outbound_item_entry_no <> 0
),

entries as (
    select
        item_ledger_entries.company,
        item_ledger_entries.company_no,
        item_ledger_entries.item_ledger_entry_key,
        item_ledger_entries.item_ledger_entry_no,
        item_ledger_entries.item_no,
        item_ledger_entries.variant_code,
        item_ledger_entries.location_code,
        item_ledger_entries.posting_date,
        item_ledger_entries.entry_type,
        item_ledger_entries.order_type,
        item_ledger_entries.order_no,
        item_ledger_entries.quantity,
        item_ledger_entries.remaining_quantity,
        case
            when item_ledger_entries.order_type = 'Production' then item_ledger_entries.order_line_no
            else 0
        end as order_line_no,
        item_ledger_entries.quantity > 0 as is_receipt,
        average_cost_items.item_no is not null as is_average_cost_item,
        coalesce(entry_costs.is_valued_by_average_cost, false) as is_valued_by_average_cost,
        coalesce(entry_costs.valuation_date, item_ledger_entries.posting_date) as valuation_date,
        coalesce(entry_costs.first_value_entry_no, 0) as first_value_entry_no,
        coalesce(entry_costs.cost_amount, 0) as cost_amount,
        coalesce(entry_costs.later_amount, 0) as later_amount,
        coalesce(entry_costs.direct_amount, 0) as direct_amount,
        coalesce(entry_costs.item_charge_amount, 0) as item_charge_amount,
        coalesce(entry_costs.indirect_amount, 0) as indirect_amount,
        coalesce(entry_costs.variance_amount, 0) as variance_amount,
        coalesce(entry_costs.non_inventory_amount, 0) as non_inventory_amount
    from item_ledger_entries
    left join entry_costs
        on item_ledger_entries.item_ledger_entry_key = entry_costs.item_ledger_entry_key
    left join average_cost_items
        on
            item_ledger_entries.company_no = average_cost_items.company_no
            and item_ledger_entries.item_no = average_cost_items.item_no
),

entries_with_pool as (
    select
        entries.*,
        case when entries.is_average_cost_item then average_cost_periods.period_start end as pool_period_start,
        case
            when average_cost_periods.average_cost_calc_type = 'Item' then '' else entries.location_code
        end as pool_location_code,
        case
            when average_cost_periods.average_cost_calc_type = 'Item' then '' else entries.variant_code
        end as pool_variant_code,
        entries.is_average_cost_item
        and not entries.is_receipt
        and entries.is_valued_by_average_cost as is_issue_from_pool
    from entries
    left join average_cost_periods
        on
            entries.company_no = average_cost_periods.company_no
            and entries.valuation_date = average_cost_periods.valuation_date
),

issue_applications as (
    select
        outbound_item_entry_key as item_ledger_entry_key,
        count(*) as application_count
    from applications
    where item_ledger_entry_key <> inbound_item_entry_key
    group by outbound_item_entry_key
),

-- Sales returns, transfer receipts and consumption taken back bring back the cost of an issue. Where that issue left
-- the very pool that the receipt comes back to, the pool is not touched: both show its average.
receipts_of_issues as (
    select
        receipts.item_ledger_entry_key,
        count(*) filter (
            where not (
                issues.is_issue_from_pool
                and issues.item_no = receipts.item_no
                and issues.pool_period_start = receipts.pool_period_start
                and issues.pool_location_code = receipts.pool_location_code
                and issues.pool_variant_code = receipts.pool_variant_code
            )
        ) = 0
        and sum(applications.quantity) = max(receipts.quantity)
        and max(case when receipts.is_average_cost_item then 1 else 0 end) = 1 as is_within_pool
    from applications
    inner join entries_with_pool as receipts
        on applications.item_ledger_entry_key = receipts.item_ledger_entry_key
    inner join entries_with_pool as issues
        on applications.outbound_item_entry_key = issues.item_ledger_entry_key
    where
        applications.cost_application
        and applications.item_ledger_entry_key <> applications.outbound_item_entry_key
        and receipts.is_receipt
        and not issues.is_receipt
    group by receipts.item_ledger_entry_key
),

final as (
    select
        entries.company,
        entries.company_no,
        entries.item_ledger_entry_key,
        entries.item_ledger_entry_key * 4 as node_key,
        entries.item_ledger_entry_no,
        entries.item_no,
        entries.variant_code,
        entries.location_code,
        entries.posting_date,
        entries.valuation_date,
        entries.entry_type,
        entries.order_type,
        entries.order_no,
        entries.order_line_no,
        entries.quantity,
        entries.remaining_quantity,
        entries.is_receipt,
        entries.is_average_cost_item,
        entries.pool_location_code,
        entries.pool_variant_code,
        entries.pool_period_start,
        entries.first_value_entry_no,
        case
            when entries.is_issue_from_pool or receipts_of_issues.is_within_pool then 'pool'
            when receipts_of_issues.item_ledger_entry_key is not null then 'return'
            when not entries.is_receipt and issue_applications.application_count > 0 then 'application'
            when entries.entry_type in ('Output', 'Assembly Output') and entries.order_no <> '' then 'order'
            when entries.is_receipt then 'own'
            else 'none'
        end as cost_source,
        cast(entries.cost_amount as decimal(38, 5)) as cost_amount,
        -- What came onto a receipt after it was received: does not flow with it, see int_cost_flow_later_amounts.
        cast(case
            when not entries.is_receipt then 0
            when receipts_of_issues.is_within_pool then entries.later_amount + entries.item_charge_amount
            else entries.later_amount
        end as decimal(38, 5)) as later_amount,
        cast(entries.direct_amount as decimal(38, 5)) as direct_amount,
        cast(entries.item_charge_amount as decimal(38, 5)) as item_charge_amount,
        cast(entries.indirect_amount as decimal(38, 5)) as indirect_amount,
        cast(entries.variance_amount as decimal(38, 5)) as variance_amount,
        cast(entries.non_inventory_amount as decimal(38, 5)) as non_inventory_amount
    from entries_with_pool as entries
    left join issue_applications
        on entries.item_ledger_entry_key = issue_applications.item_ledger_entry_key
    left join receipts_of_issues
        on entries.item_ledger_entry_key = receipts_of_issues.item_ledger_entry_key
)

select * from final
