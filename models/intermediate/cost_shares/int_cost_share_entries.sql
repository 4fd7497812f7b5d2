-- Entries that take part in the cost shares breakdown, one row per item ledger entry up to the period end.
-- Inventory items that are not valued at average; an item whose only entries are drop shipments stays out.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

item_ledger_entries as (
    select entries.*
    from {{ ref('stg_bc__item_ledger_entries') }} as entries
    cross join reporting_period
    where entries.posting_date <= reporting_period.period_end
),

items as (
    select
        company_no,
        item_no
    from {{ ref('stg_bc__items') }}
    where
        item_type = 'Inventory'
        and costing_method <> 'Average'
),

participating_items as (
    select
        items.company_no,
        items.item_no
    from items
    inner join item_ledger_entries
        on
            items.company_no = item_ledger_entries.company_no
            and items.item_no = item_ledger_entries.item_no
    where not item_ledger_entries.drop_shipment
    group by items.company_no, items.item_no
),

-- Sales returns with exact cost reversing, undone issues and transfer receipts: their cost came from another entry.
applied_from_an_issue as (
    select applications.item_ledger_entry_key
    from {{ ref('stg_bc__item_application_entries') }} as applications
    left join {{ ref('int_cost_share_unusable_applications') }} as unusable
        on applications.item_application_entry_key = unusable.item_application_entry_key
    where
        applications.outbound_item_entry_no <> 0
        and unusable.item_application_entry_key is null
    group by applications.item_ledger_entry_key
),

final as (
    select
        entries.company,
        entries.company_no,
        entries.item_ledger_entry_key,
        entries.item_ledger_entry_no,
        entries.item_no,
        entries.posting_date,
        entries.entry_type,
        entries.document_no,
        entries.order_type,
        entries.order_no,
        entries.order_line_no,
        entries.quantity,
        entries.remaining_quantity,
        entries.positive,
        entries.positive and applied_from_an_issue.item_ledger_entry_key is null as is_root
    from item_ledger_entries as entries
    inner join participating_items
        on
            entries.company_no = participating_items.company_no
            and entries.item_no = participating_items.item_no
    left join applied_from_an_issue
        on entries.item_ledger_entry_key = applied_from_an_issue.item_ledger_entry_key
)

select * from final
