-- One row per item ledger entry and application that changes its remaining quantity, from the day it does.
-- Sign: the change of the remaining quantity, so - on a receipt and + on an issue.
-- In BC an application counts on a date when it and the entry at its other end are dated by then. It is seen from both
-- ends: by the receipt, and by the issue if the issue itself made the application.

with applications as (
    select * from {{ ref('stg_bc__item_application_entries') }}
),

item_ledger_entries as (
    select
        item_ledger_entry_key,
        posting_date,
        quantity,
        positive
    from {{ ref('fct_item_ledger_entries') }}
),

-- An application whose other end does not exist is ignored.
application_ends as (
    select
        applications.company,
        applications.item_application_entry_no,
        applications.item_ledger_entry_no,
        applications.inbound_item_entry_key,
        applications.inbound_item_entry_no,
        applications.outbound_item_entry_key,
        applications.outbound_item_entry_no,
        applications.posting_date,
        applications.quantity,
        inbound.positive as inbound_is_positive,
        inbound.quantity as inbound_quantity,
        inbound.posting_date as inbound_posting_date,
        outbound.positive as outbound_is_positive,
        outbound.quantity as outbound_quantity,
        outbound.posting_date as outbound_posting_date
    from applications
    inner join item_ledger_entries as inbound
        on applications.inbound_item_entry_key = inbound.item_ledger_entry_key
    inner join item_ledger_entries as outbound
        on applications.outbound_item_entry_key = outbound.item_ledger_entry_key
    where applications.outbound_item_entry_no <> 0
),

-- The receipt loses what the issue took. Signs that disagree are the other leg of a transfer, which took nothing here.
seen_from_receipt as (
    select
        company,
        inbound_item_entry_key as item_ledger_entry_key,
        inbound_item_entry_no as item_ledger_entry_no,
        outbound_item_entry_key as applied_entry_key,
        outbound_item_entry_no as applied_entry_no,
        item_application_entry_no,
        posting_date,
        greatest(posting_date, outbound_posting_date) as effective_date,
        quantity as applied_quantity
    from application_ends
    where
        inbound_is_positive
        and sign(outbound_quantity) * sign(quantity) >= 0
),

seen_from_issue as (
    select
        company,
        outbound_item_entry_key as item_ledger_entry_key,
        outbound_item_entry_no as item_ledger_entry_no,
        inbound_item_entry_key as applied_entry_key,
        inbound_item_entry_no as applied_entry_no,
        item_application_entry_no,
        posting_date,
        greatest(posting_date, inbound_posting_date) as effective_date,
        -quantity as applied_quantity
    from application_ends
    where
        not outbound_is_positive
        and item_ledger_entry_no = outbound_item_entry_no
        and sign(inbound_quantity) * sign(-quantity) >= 0
),

final as (
    select * from seen_from_receipt
    union all
    select * from seen_from_issue
)

select * from final
