-- Checks that an item ledger entry fails against its value entries.
{%- set expected = "'expected cost ' || " ~ number_text('expected_cost') ~ " || ', posted ' || "
    ~ number_text('expected_cost_posted') ~ " || ', in additional currency ' || " ~ number_text('expected_cost_acy')
    ~ " || ' and ' || " ~ number_text('expected_cost_posted_acy') %}
{%- set expected_left = 'completely_invoiced and (expected_cost <> 0 or expected_cost_posted <> 0'
    ~ ' or expected_cost_acy <> 0 or expected_cost_posted_acy <> 0)' %}
{%- set checks = {
    'invoiced_quantity_differs_from_value_entries': {
        'wrong': 'completely_invoiced and invoiced_quantity <> value_entry_invoiced_quantity',
        'found': "'invoiced ' || " ~ number_text('invoiced_quantity') ~ " || ', in value entries ' || "
            ~ number_text('value_entry_invoiced_quantity')},
    'no_value_entry': {'wrong': 'inventoriable_count = 0', 'found': "'quantity ' || " ~ number_text('quantity')},
    'adjustment_with_invoiced_quantity': {
        'wrong': 'adjustment_invoiced_quantity is not null',
        'found': "'invoiced quantity ' || " ~ number_text('adjustment_invoiced_quantity')},
    'adjustment_with_quantity': {
        'wrong': 'adjustment_quantity is not null', 'found': "'quantity ' || " ~ number_text('adjustment_quantity')},
    'positive_consumption_valued_at_end_of_time': {
        'wrong': 'is_positive_consumption and has_valuation_at_end_of_time', 'found': "'valuation date 9999-12-31'"},
    'valuation_dates_differ': {
        'wrong': 'first_valuation_date <> last_valuation_date',
        'found': "'from ' || cast(first_valuation_date as varchar) || ' to ' || cast(last_valuation_date as varchar)"},
    'entry_type_differs_from_value_entry': {
        'wrong': 'lowest_entry_type <> entry_type or highest_entry_type <> entry_type',
        'found': "entry_type || ', in value entries ' || lowest_entry_type || ' to ' || highest_entry_type"},
    'expected_cost_posted_on_invoiced_entry': {
        'wrong': expected_left ~ ' and expected_cost_posted_count > 0', 'found': expected},
    'expected_cost_on_invoiced_entry': {'wrong': expected_left, 'found': expected},
    'value_entry_quantity_differs': {
        'wrong': 'quantity <> value_entry_quantity',
        'found': "'quantity ' || " ~ number_text('quantity') ~ " || ', in value entries ' || "
            ~ number_text('value_entry_quantity')}
} %}

with entries as (
    select
        ledger.item_ledger_entry_key,
        ledger.entry_type,
        ledger.quantity,
        ledger.invoiced_quantity,
        ledger.completely_invoiced,
        ledger.entry_type = 'Consumption' and ledger.is_positive as is_positive_consumption,
        coalesce(facts.item_ledger_entry_quantity, 0) as value_entry_quantity,
        coalesce(facts.invoiced_quantity, 0) as value_entry_invoiced_quantity,
        coalesce(facts.inventoriable_count, 0) as inventoriable_count,
        facts.adjustment_invoiced_quantity,
        facts.adjustment_quantity,
        coalesce(facts.has_valuation_at_end_of_time, false) as has_valuation_at_end_of_time,
        facts.first_valuation_date,
        case
            when ledger.entry_type = 'Consumption' and ledger.is_positive
                then facts.last_valuation_date_before_end_of_time
            else facts.last_valuation_date
        end as last_valuation_date,
        facts.lowest_entry_type,
        facts.highest_entry_type,
        coalesce(facts.expected_cost, 0) as expected_cost,
        coalesce(facts.expected_cost_acy, 0) as expected_cost_acy,
        coalesce(facts.expected_cost_posted, 0) as expected_cost_posted,
        coalesce(facts.expected_cost_posted_acy, 0) as expected_cost_posted_acy,
        coalesce(facts.expected_cost_posted_count, 0) as expected_cost_posted_count
    from {{ ref('int_inventory_item_ledger_entries') }} as ledger
    left join {{ ref('int_integrity_value_entry_facts') }} as facts
        on ledger.item_ledger_entry_key = facts.item_ledger_entry_key
),

{{ integrity_issues('entries', checks) }}
