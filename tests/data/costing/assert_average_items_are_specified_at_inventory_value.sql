-- For an average item without drop shipments the specification is its inventory value including expected cost on the
-- valuation date. Items whose value entries do not hang together with their item ledger entries (none, one of another
-- item, one dated later) are faults of the data; the warning beside this test lists those entries.

with value_entries as (
    select
        value_entries.company,
        value_entries.item_no,
        value_entries.posting_date,
        value_entries.cost_amount_incl_expected,
        entries.item_no as entry_item_no,
        entries.posting_date as entry_posting_date,
        entries.drop_shipment,
        period.valuation_date
    from {{ ref('fct_value_entries') }} as value_entries
    inner join {{ ref('dim_items') }} as items on value_entries.item_key = items.item_key
    left join {{ ref('fct_item_ledger_entries') }} as entries
        on value_entries.item_ledger_entry_key = entries.item_ledger_entry_key
    cross join {{ ref('int_reporting_period') }} as period
    where
        items.costing_method = 'Average'
        and items.is_inventory_item
        and value_entries.posting_date <= period.valuation_date
),

inventory_value as (
    select
        company,
        item_no,
        sum(cost_amount_incl_expected) as value
    from value_entries
    group by company, item_no
    having
        count(*) filter (
            where
            entry_item_no is null or entry_item_no <> item_no or entry_posting_date > valuation_date or drop_shipment
        ) = 0
),

-- The other item may have any costing method, be a service or not exist at all.
entries_of_other_items as (
    select
        entries.company,
        entries.item_no
    from {{ ref('fct_item_ledger_entries') }} as entries
    inner join {{ ref('fct_value_entries') }} as value_entries
        on entries.item_ledger_entry_key = value_entries.item_ledger_entry_key
    where value_entries.item_no <> entries.item_no
    group by entries.company, entries.item_no
),

specification as (
    select
        company,
        item_no,
        sum(amount) as amount
    from {{ ref('rpt_inventory_cost_specification') }}
    group by company, item_no
)

select
    inventory_value.company,
    inventory_value.item_no,
    inventory_value.value,
    coalesce(specification.amount, 0) as specified_amount
from inventory_value
left join specification
    on inventory_value.company = specification.company and inventory_value.item_no = specification.item_no
left join entries_of_other_items as others
    on inventory_value.company = others.company and inventory_value.item_no = others.item_no
where
    others.item_no is null
    and inventory_value.value <> coalesce(specification.amount, 0)
