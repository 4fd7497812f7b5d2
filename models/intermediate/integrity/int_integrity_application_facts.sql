-- What item application entries say about an item ledger entry: one row per item ledger entry that any names.
-- own: applications made by the entry itself; inbound: applications of others (or itself) to it as the receipt.

with applications as (
    select * from {{ ref('stg_bc__item_application_entries') }}
),

own as (
    select
        item_ledger_entry_key,
        count(*) as own_count,
        sum(quantity) as own_quantity,
        count(*) filter (where not cost_application) as own_without_cost_application,
        count(*) filter (where quantity > 0 and not cost_application) as own_receipts_without_cost_application,
        count(*) filter (where quantity <= 0 and cost_application) as own_issues_with_cost_application,
        count(*) filter (
            where
            quantity > 0
            and coalesce(output_completely_invd_date, cast('0001-01-01' as date)) <> posting_date
        ) as own_receipts_with_other_output_date,
        min(coalesce(output_completely_invd_date, cast('0001-01-01' as date))) filter (
            where quantity <= 0
        ) as first_output_date_of_issues,
        max(coalesce(output_completely_invd_date, cast('0001-01-01' as date))) filter (
            where quantity <= 0
        ) as last_output_date_of_issues
    from applications
    group by item_ledger_entry_key
),

repeated as (
    select
        item_ledger_entry_key,
        count(*) as repeated_count
    from (
        select item_ledger_entry_key
        from applications
        group by item_ledger_entry_key, inbound_item_entry_no, outbound_item_entry_no
        having count(*) > 1
    ) as same_application
    group by item_ledger_entry_key
),

inbound as (
    select
        inbound_item_entry_key as item_ledger_entry_key,
        count(*) as inbound_count,
        sum(quantity) as inbound_quantity,
        count(*) filter (
            where
            (quantity < 0 and item_ledger_entry_no = inbound_item_entry_no)
            or (quantity > 0 and item_ledger_entry_no <> inbound_item_entry_no)
            or (quantity < 0 and item_ledger_entry_no <> outbound_item_entry_no)
        ) as inbound_with_wrong_sign
    from applications
    where inbound_item_entry_no <> 0
    group by inbound_item_entry_key
),

applied_issues as (
    select
        applications.inbound_item_entry_key as item_ledger_entry_key,
        min(issues.earliest_valuation_date) as earliest_issue_valuation_date
    from applications
    inner join {{ ref('int_integrity_value_entry_facts') }} as issues
        on applications.item_ledger_entry_key = issues.item_ledger_entry_key
    where applications.quantity < 0 and applications.inbound_item_entry_no <> 0
    group by applications.inbound_item_entry_key
),

final as (
    select
        coalesce(own.item_ledger_entry_key, inbound.item_ledger_entry_key) as item_ledger_entry_key,
        coalesce(own.own_count, 0) as own_count,
        coalesce(own.own_quantity, 0) as own_quantity,
        coalesce(own.own_without_cost_application, 0) as own_without_cost_application,
        coalesce(own.own_receipts_without_cost_application, 0) as own_receipts_without_cost_application,
        coalesce(own.own_issues_with_cost_application, 0) as own_issues_with_cost_application,
        coalesce(own.own_receipts_with_other_output_date, 0) as own_receipts_with_other_output_date,
        own.first_output_date_of_issues,
        own.last_output_date_of_issues,
        coalesce(repeated.repeated_count, 0) as repeated_count,
        coalesce(inbound.inbound_count, 0) as inbound_count,
        coalesce(inbound.inbound_quantity, 0) as inbound_quantity,
        coalesce(inbound.inbound_with_wrong_sign, 0) as inbound_with_wrong_sign,
        applied_issues.earliest_issue_valuation_date
    from own
    full outer join inbound on own.item_ledger_entry_key = inbound.item_ledger_entry_key
    left join repeated on own.item_ledger_entry_key = repeated.item_ledger_entry_key
    left join applied_issues on inbound.item_ledger_entry_key = applied_issues.item_ledger_entry_key
)

select * from final
