-- Checks of Valued By Average Cost and Cost Application, which costing method and application must agree with.
{%- set valued = "costing_method || ', ' || cast(valued_by_average_count as varchar) || ' of '"
    ~ " || cast(inventoriable_count as varchar) || ' value entries valued by average'" %}
{%- set is_average_issue = "is_average and not is_positive" %}
{%- set checks = {
    'valued_by_average_on_other_costing_method': {
        'wrong': "not is_average and valued_by_average_count > 0", 'found': valued},
    'valued_by_average_differs': {
        'wrong': "(is_average and valued_by_average_count not in (0, inventoriable_count))"
            ~ " or (not is_average and first_valued_by_average"
            ~ " and valued_by_average_count < inventoriable_count)",
        'found': valued},
    'valued_by_average_on_inbound': {
        'wrong': "is_average and not correction and inbound_valued_by_average_count > 0",
        'found': valued},
    'valued_by_average_setting_wrong': {
        'wrong': is_average_issue ~ ' and ('
            ~ '(applies_to_entry <> 0 and applied_entry_valued_by_average'
            ~ ' and not_output_not_valued_by_average_count > 0)'
            ~ ' or (applies_to_entry <> 0 and not applied_entry_valued_by_average'
            ~ ' and not_output_valued_by_average_count > 0)'
            ~ " or (applies_to_entry = 0 and not is_transfer"
            ~ ' and not_output_not_valued_by_average_dated_count > 0))',
        'found': valued},
    'cost_application_wrong': {
        'wrong': is_average_issue ~ ' and (own_receipts_without_cost_application > 0'
            ~ ' or (applies_to_entry <> 0 and own_without_cost_application > 0)'
            ~ " or (applies_to_entry = 0 and not is_transfer and own_issues_with_cost_application > 0))",
        'found': "'applies to entry ' || cast(applies_to_entry as varchar) || ', ' ||"
            ~ " cast(own_without_cost_application as varchar) || ' application(s) without cost application'"}
} %}

with entries as (
    select
        ledger.item_ledger_entry_key,
        ledger.entry_type = 'Transfer' as is_transfer,
        ledger.costing_method = 'Average' as is_average,
        ledger.is_positive,
        ledger.correction,
        ledger.applies_to_entry,
        coalesce(facts.inventoriable_count, 0) as inventoriable_count,
        facts.first_valued_by_average,
        coalesce(facts.valued_by_average_count, 0) as valued_by_average_count,
        coalesce(facts.inbound_valued_by_average_count, 0) as inbound_valued_by_average_count,
        coalesce(facts.not_output_valued_by_average_count, 0) as not_output_valued_by_average_count,
        coalesce(facts.not_output_not_valued_by_average_count, 0) as not_output_not_valued_by_average_count,
        coalesce(
            facts.not_output_not_valued_by_average_dated_count, 0
        ) as not_output_not_valued_by_average_dated_count,
        applied_entries.first_valued_by_average as applied_entry_valued_by_average,
        coalesce(applications.own_without_cost_application, 0) as own_without_cost_application,
        coalesce(applications.own_receipts_without_cost_application, 0) as own_receipts_without_cost_application,
        coalesce(applications.own_issues_with_cost_application, 0) as own_issues_with_cost_application
    from {{ ref('int_inventory_item_ledger_entries') }} as ledger
    left join {{ ref('int_integrity_value_entry_facts') }} as facts
        on ledger.item_ledger_entry_key = facts.item_ledger_entry_key
    left join {{ ref('int_integrity_value_entry_facts') }} as applied_entries
        on
            ledger.applies_to_entry_key = applied_entries.item_ledger_entry_key
            and ledger.applies_to_entry <> 0
    left join {{ ref('int_integrity_application_facts') }} as applications
        on ledger.item_ledger_entry_key = applications.item_ledger_entry_key
),

{{ integrity_issues('entries', checks) }}
