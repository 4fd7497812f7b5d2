-- Applications that shares may follow, one row per application and kind, both ends up to the period end.
-- quantity as in BC: issues negative, returns and transfers positive. The part handed on: quantity / source_quantity.
-- A transfer counts only if the last issue out of its source is a transfer on or after the period end, as in BC.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

applications as (
    select applications.*
    from {{ ref('stg_bc__item_application_entries') }} as applications
    left join {{ ref('int_cost_share_unusable_applications') }} as unusable
        on applications.item_application_entry_key = unusable.item_application_entry_key
    where
        applications.cost_application
        and unusable.item_application_entry_key is null
),

entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

transfers as (
    select applications.*
    from applications
    inner join entries as source
        on applications.transferred_from_entry_key = source.item_ledger_entry_key
    where
        applications.transferred_from_entry_no <> 0
        and source.positive
),

transfer_sources as (
    select transferred_from_entry_key as item_ledger_entry_key
    from transfers
    group by transferred_from_entry_key
),

last_issues_of_transfer_sources as (
    select
        issues.inbound_item_entry_key as item_ledger_entry_key,
        issues.outbound_item_entry_key
    from applications as issues
    inner join transfer_sources
        on issues.inbound_item_entry_key = transfer_sources.item_ledger_entry_key
    where {{ is_issue_application('issues') }}
    qualify
        row_number() over (
            partition by issues.inbound_item_entry_key
            order by
                issues.item_ledger_entry_no desc,
                issues.outbound_item_entry_no desc,
                issues.item_application_entry_no desc
        ) = 1
),

sources_with_a_late_transfer as (
    select last_issues.item_ledger_entry_key
    from last_issues_of_transfer_sources as last_issues
    inner join item_ledger_entries as issue
        on last_issues.outbound_item_entry_key = issue.item_ledger_entry_key
    cross join reporting_period
    where
        issue.entry_type = 'Transfer'
        and not issue.positive
        and issue.posting_date >= reporting_period.period_end
),

edges as (
    select
        applications.item_application_entry_key,
        'issue' as kind,
        applications.inbound_item_entry_key as source_key,
        applications.outbound_item_entry_key as destination_key,
        applications.quantity
    from applications
    where {{ is_issue_application('applications') }}

    union all

    select
        applications.item_application_entry_key,
        'return' as kind,
        applications.outbound_item_entry_key as source_key,
        applications.inbound_item_entry_key as destination_key,
        applications.quantity
    from applications
    where {{ is_return_application('applications') }}

    union all

    select
        transfers.item_application_entry_key,
        'transfer' as kind,
        transfers.transferred_from_entry_key as source_key,
        transfers.inbound_item_entry_key as destination_key,
        transfers.quantity
    from transfers
    inner join sources_with_a_late_transfer
        on transfers.transferred_from_entry_key = sources_with_a_late_transfer.item_ledger_entry_key
),

final as (
    select
        edges.item_application_entry_key,
        edges.kind,
        edges.source_key,
        edges.destination_key,
        edges.quantity,
        source.quantity as source_quantity,
        destination.positive as destination_is_positive,
        source.item_no = destination.item_no
        and case
            when edges.kind = 'issue'
                then source.quantity > 0 and edges.quantity < 0 and destination.quantity < 0
            else edges.quantity > 0 and destination.quantity > 0
        end as is_regular
    from edges
    inner join entries as source
        on edges.source_key = source.item_ledger_entry_key
    inner join entries as destination
        on edges.destination_key = destination.item_ledger_entry_key
    -- Only receipts give; what an issue holds goes back to its returns alone.
    where
        source.positive
        or edges.kind = 'return'
)

select * from final
