-- Checks that an item ledger entry fails against its item application entries.
{%- set own = "'quantity ' || " ~ number_text('quantity') ~ " || ', remaining ' || "
    ~ number_text('remaining_quantity') ~ " || ', applied ' || " ~ number_text('own_quantity') %}
{%- set inbound = "'quantity ' || " ~ number_text('quantity') ~ " || ', remaining ' || "
    ~ number_text('remaining_quantity') ~ " || ', applied to it ' || " ~ number_text('inbound_quantity') %}
{%- set checks = {
    'application_exists_for_unapplied_entry': {
        'wrong': 'not is_positive and is_open and remaining_quantity = quantity and own_count > 0', 'found': own},
    'applied_quantity_differs_from_applied_part': {
        'wrong': 'not is_positive and is_open and remaining_quantity <> quantity and own_count > 0'
            ~ ' and own_quantity <> quantity - remaining_quantity',
        'found': own},
    'no_application_entry': {'wrong': '(is_positive or not is_open) and own_count = 0', 'found': own},
    'applied_quantity_differs_from_quantity': {
        'wrong': '(is_positive or not is_open) and own_count > 0 and own_quantity <> quantity', 'found': own},
    'duplicate_application': {
        'wrong': 'repeated_count > 0', 'found': "cast(repeated_count as varchar) || ' pair(s) applied twice'"},
    'application_sign_wrong': {'wrong': 'is_positive and inbound_with_wrong_sign > 0', 'found': inbound},
    'applied_quantity_differs_from_remaining': {
        'wrong': 'is_positive and inbound_count > 0 and inbound_quantity <> remaining_quantity', 'found': inbound},
    'applied_entry_valued_earlier': {
        'wrong': 'is_positive and earliest_issue_valuation_date < first_entry_valuation_date',
        'found': "'valued ' || cast(first_entry_valuation_date as varchar) || ', applied entry '"
            ~ " || cast(earliest_issue_valuation_date as varchar)"},
    'output_invoiced_date_differs_from_posting_date': {
        'wrong': 'own_receipts_with_other_output_date > 0', 'found': own},
    'output_invoiced_date_differs_from_last_invoice_date': {
        'wrong': 'quantity = invoiced_quantity and (first_output_date_of_issues <> last_invoice_date'
            ~ ' or last_output_date_of_issues <> last_invoice_date)',
        'found': "'last invoice ' || cast(last_invoice_date as varchar) || ', output invoiced '"
            ~ " || cast(first_output_date_of_issues as varchar)"},
    'output_invoiced_date_not_blank': {
        'wrong': "quantity <> invoiced_quantity and last_output_date_of_issues > cast('0001-01-01' as date)",
        'found': "'output invoiced ' || cast(last_output_date_of_issues as varchar)"}
} %}

with entries as (
    select
        ledger.item_ledger_entry_key,
        ledger.quantity,
        ledger.remaining_quantity,
        ledger.invoiced_quantity,
        ledger.is_positive,
        ledger.is_open,
        coalesce(ledger.last_invoice_date, cast('0001-01-01' as date)) as last_invoice_date,
        value_entries.first_entry_valuation_date,
        coalesce(facts.own_count, 0) as own_count,
        coalesce(facts.own_quantity, 0) as own_quantity,
        coalesce(facts.own_receipts_with_other_output_date, 0) as own_receipts_with_other_output_date,
        facts.first_output_date_of_issues,
        facts.last_output_date_of_issues,
        coalesce(facts.repeated_count, 0) as repeated_count,
        coalesce(facts.inbound_count, 0) as inbound_count,
        coalesce(facts.inbound_quantity, 0) as inbound_quantity,
        coalesce(facts.inbound_with_wrong_sign, 0) as inbound_with_wrong_sign,
        facts.earliest_issue_valuation_date
    from {{ ref('int_inventory_item_ledger_entries') }} as ledger
    left join {{ ref('int_integrity_application_facts') }} as facts
        on ledger.item_ledger_entry_key = facts.item_ledger_entry_key
    left join {{ ref('int_integrity_value_entry_facts') }} as value_entries
        on ledger.item_ledger_entry_key = value_entries.item_ledger_entry_key
),

{{ integrity_issues('entries', checks) }}
