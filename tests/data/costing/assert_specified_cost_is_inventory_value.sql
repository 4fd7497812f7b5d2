-- Warns where the cost specification of an item differs from its inventory value including expected cost (report 1001)
-- on the valuation date, and lists the entries that make the difference; their differences add up to the item's.
--   issue_not_adjusted    the issue costs something else than the receipts it is applied to: run Adjust Cost
--   partial_revaluation   the revaluation of what remained at the time has not reached the issues since
--   does_not_divide       less than a cent: the receipt's cost does not divide by its quantity
--   drop_shipment         in the inventory value, never in the specification
--   other                 applications, dates or items that do not hang together: see fct_ledger_integrity_issues
{{ config(severity='warn', store_failures=true) }}

with period as (
    select valuation_date from {{ ref('int_reporting_period') }}
),

items as (
    select * from {{ ref('dim_items') }}
    where is_inventory_item
),

specification as (
    select
        company,
        item_no,
        sum(amount) as amount
    from {{ ref('rpt_inventory_cost_specification') }}
    group by company, item_no
),

inventory_value as (
    select
        value_entries.item_key,
        sum(value_entries.cost_amount_incl_expected) as amount
    from {{ ref('fct_value_entries') }} as value_entries
    cross join period
    where value_entries.posting_date <= period.valuation_date and value_entries.is_inventory_item
    group by value_entries.item_key
),

differing_items as (
    select
        items.company,
        items.item_no,
        items.item_key,
        items.costing_method,
        coalesce(specification.amount, 0) - coalesce(inventory_value.amount, 0) as item_difference
    from items
    left join specification
        on items.company = specification.company and items.item_no = specification.item_no
    left join inventory_value on items.item_key = inventory_value.item_key
    where abs(coalesce(specification.amount, 0) - coalesce(inventory_value.amount, 0)) >= 0.005
),

value_of_entries as (
    select
        differing_items.company,
        differing_items.item_no,
        differing_items.costing_method,
        differing_items.item_difference,
        value_entries.item_ledger_entry_key,
        max(value_entries.item_ledger_entry_no) as item_ledger_entry_no,
        bool_or(value_entries.is_partial_revaluation) as has_partial_revaluation,
        sum(value_entries.cost_amount_incl_expected) as inventory_value
    from {{ ref('fct_value_entries') }} as value_entries
    inner join differing_items on value_entries.item_key = differing_items.item_key
    cross join period
    where value_entries.posting_date <= period.valuation_date
    group by
        differing_items.company,
        differing_items.item_no,
        differing_items.costing_method,
        differing_items.item_difference,
        value_entries.item_ledger_entry_key
),

specified_cost_of_entries as (
    select
        item_ledger_entry_key,
        sum(cost) as specified_cost
    from {{ ref('int_inventory_costs') }}
    where item_ledger_entry_key <> 0
    group by item_ledger_entry_key
),

entries as (
    select
        value_of_entries.company,
        value_of_entries.item_no,
        value_of_entries.costing_method,
        value_of_entries.item_difference,
        value_of_entries.item_ledger_entry_key,
        value_of_entries.item_ledger_entry_no,
        value_of_entries.has_partial_revaluation,
        cast(value_of_entries.inventory_value as decimal(38, 10)) as inventory_value,
        ledger.posting_date,
        ledger.entry_type,
        ledger.quantity,
        ledger.positive,
        coalesce(ledger.drop_shipment, false) as drop_shipment,
        case
            when value_of_entries.costing_method <> 'Average'
                then coalesce(specified.specified_cost, cast(0 as decimal(38, 10)))
            when
                ledger.item_no = value_of_entries.item_no
                and not ledger.drop_shipment
                and ledger.posting_date <= period.valuation_date
                then cast(value_of_entries.inventory_value as decimal(38, 10))
            else cast(0 as decimal(38, 10))
        end as specified_cost
    from value_of_entries
    cross join period
    left join {{ ref('fct_item_ledger_entries') }} as ledger
        on value_of_entries.item_ledger_entry_key = ledger.item_ledger_entry_key
    left join specified_cost_of_entries as specified
        on value_of_entries.item_ledger_entry_key = specified.item_ledger_entry_key
),

-- What the applied receipts say an issue costs.
cost_flows as (
    select
        applications.item_ledger_entry_key as receipt_key,
        applications.applied_entry_key as issue_key,
        coalesce(
            {{ exact_divide(
                ['cast(entries.inventory_value as decimal(38, 5))', 'abs(applications.applied_quantity)'],
                'abs(entries.quantity)', scale=10
            ) }},
            cast(0 as decimal(38, 10))
        ) as cost
    from {{ ref('fct_item_applications') }} as applications
    inner join entries on applications.item_ledger_entry_key = entries.item_ledger_entry_key
    cross join period
    where
        entries.positive
        and not entries.drop_shipment
        and entries.costing_method <> 'Average'
        and applications.effective_date <= period.valuation_date
),

cost_moved as (
    select
        entry_key,
        sum(cost) as cost
    from (
        select
            receipt_key as entry_key,
            cost
        from cost_flows
        union all
        select
            issue_key as entry_key,
            -cost as cost
        from cost_flows
    ) as both_ends
    group by entry_key
),

differences as (
    select
        entries.*,
        entries.specified_cost + coalesce(cost_moved.cost, cast(0 as decimal(38, 10)))
        - entries.inventory_value as difference
    from entries
    left join cost_moved on entries.item_ledger_entry_key = cost_moved.entry_key
)

select
    company,
    item_no,
    costing_method,
    item_difference,
    item_ledger_entry_no,
    posting_date,
    entry_type,
    quantity,
    inventory_value,
    specified_cost,
    difference,
    case
        when drop_shipment then 'drop_shipment'
        when has_partial_revaluation then 'partial_revaluation'
        when not positive and abs(difference) >= 0.01 then 'issue_not_adjusted'
        when abs(difference) < 0.01 then 'does_not_divide'
        else 'other'
    end as reason
from differences
where abs(difference) >= 0.00001
