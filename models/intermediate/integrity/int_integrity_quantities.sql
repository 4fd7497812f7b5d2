-- Checks that an item ledger entry fails by its own fields.
{%- set quantities = "'quantity ' || " ~ number_text('quantity') ~ " || ', remaining ' || "
    ~ number_text('remaining_quantity') ~ " || ', invoiced ' || " ~ number_text('invoiced_quantity') %}
{%- set checks = {
    'entry_no_not_positive': {'wrong': 'number <= 0', 'found': quantities},
    'quantity_zero': {'wrong': 'quantity = 0', 'found': quantities},
    'remaining_quantity_exceeds_quantity': {
        'wrong': 'sign(quantity) * sign(remaining_quantity) < 0 or abs(remaining_quantity) > abs(quantity)',
        'found': quantities},
    'positive_flag_wrong': {'wrong': 'is_positive <> (quantity > 0)', 'found': quantities},
    'open_flag_wrong': {'wrong': 'is_open = (remaining_quantity = 0)', 'found': quantities},
    'completely_invoiced_quantity_differs': {
        'wrong': 'completely_invoiced and invoiced_quantity <> quantity', 'found': quantities},
    'last_invoice_date_blank': {
        'wrong': 'invoiced_quantity <> 0 and last_invoice_date is null', 'found': quantities}
} %}

with entries as (
    select
        item_ledger_entry_key,
        entry_no as number,
        quantity,
        remaining_quantity,
        invoiced_quantity,
        is_positive,
        is_open,
        completely_invoiced,
        last_invoice_date
    from {{ ref('int_inventory_item_ledger_entries') }}
),

{{ integrity_issues('entries', checks) }}
