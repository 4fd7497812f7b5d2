-- Cost that goes from one item ledger entry to another: one row per item application that carries cost, from the entry
-- that has the cost to the entry that takes it. quantity: negative where a receipt is issued, positive where an issue
-- comes back or a receipt arrives elsewhere. Issues and receipts that show the average of their pool are not here.

with applications as (
    select
        item_application_entry_key,
        item_ledger_entry_key,
        inbound_item_entry_key,
        outbound_item_entry_key,
        transferred_from_entry_no,
        transferred_from_entry_key,
        cost_application,
        quantity
    from {{ ref('stg_bc__item_application_entries') }}
    where outbound_item_entry_no <> 0
),

entries as (
    select * from {{ ref('int_cost_flow_entries') }}
),

-- An issue that is not valued by average has no other source than its applications, marked or not as carrying cost.
directed as (
    select
        item_application_entry_key,
        'issue' as flow,
        inbound_item_entry_key as from_entry_key,
        outbound_item_entry_key as to_entry_key,
        quantity
    from applications
    where item_ledger_entry_key <> inbound_item_entry_key
    union all
    -- One transfer may ship several receipts: each arrives with the cost of the receipt it was, not with their mixture.
    select
        applications.item_application_entry_key,
        case when shipped_receipts.node_key is null then 'return' else 'transfer' end as flow,
        coalesce(shipped_receipts.item_ledger_entry_key, applications.outbound_item_entry_key) as from_entry_key,
        applications.inbound_item_entry_key as to_entry_key,
        applications.quantity
    from applications
    inner join entries as issues
        on applications.outbound_item_entry_key = issues.item_ledger_entry_key
    left join entries as shipped_receipts
        on
            applications.transferred_from_entry_key = shipped_receipts.item_ledger_entry_key
            and applications.transferred_from_entry_no <> 0
            and issues.cost_source = 'application'
            and shipped_receipts.is_receipt
    where
        applications.cost_application
        and applications.item_ledger_entry_key <> applications.outbound_item_entry_key
),

final as (
    select
        directed.item_application_entry_key,
        directed.flow,
        directed.from_entry_key,
        directed.to_entry_key,
        givers.node_key as from_node_key,
        takers.node_key as to_node_key,
        givers.quantity as from_quantity,
        takers.valuation_date as to_valuation_date,
        takers.first_value_entry_no as to_first_value_entry_no,
        directed.quantity
    from directed
    inner join entries as givers
        on directed.from_entry_key = givers.item_ledger_entry_key
    inner join entries as takers
        on directed.to_entry_key = takers.item_ledger_entry_key
    where
        givers.quantity <> 0
        and takers.cost_source = case directed.flow when 'issue' then 'application' else 'return' end
)

select * from final
