-- One row per company and value entry whose cost is not fully posted to the G/L (actual or expected, LCY or ACY), with
-- what the batch job Post Inventory Cost to G/L does about it: column treatment, the first that fits.

with value_entries as (
    select * from {{ ref('int_value_entry_posting_groups') }}
),

item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

posting_queue as (
    select * from {{ ref('stg_bc__post_value_entries_to_gl') }}
),

queue_table as (
    select is_exported
    from {{ ref('stg_export__tables') }}
    where source_table = 'post_value_entry_to_gl'
),

inventory_setups as (
    select * from {{ ref('stg_bc__inventory_setups') }}
),

manufacturing_setups as (
    select * from {{ ref('stg_bc__manufacturing_setups') }}
),

general_ledger_setups as (
    select * from {{ ref('stg_bc__general_ledger_setups') }}
),

companies as (
    select * from {{ ref('stg_export__companies') }}
),

company_settings as (
    select
        companies.company_no,
        coalesce(inventory_setups.expected_cost_posting_to_gl, false) as is_expected_cost_posting_on,
        coalesce(manufacturing_setups.inc_non_inv_cost_to_prod, false) as is_non_inventory_cost_on,
        general_ledger_setups.allow_posting_from,
        general_ledger_setups.allow_posting_to
    from companies
    left join inventory_setups on companies.company_no = inventory_setups.company_no
    left join manufacturing_setups on companies.company_no = manufacturing_setups.company_no
    left join general_ledger_setups on companies.company_no = general_ledger_setups.company_no
),

combinations as (
    select
        item_ledger_entry_type,
        entry_type,
        variance_type,
        order_type,
        max(case when cost_part = 'expected' then 1 else 0 end) as expected_rules,
        max(case when applies_when = 'non_inventory_cost' then 1 else 0 end) as non_inventory_rules
    from {{ ref('value_entry_posting_rules') }}
    group by item_ledger_entry_type, entry_type, variance_type, order_type
),

open_value_entries as (
    select
        company,
        company_no,
        value_entry_key,
        value_entry_no,
        item_ledger_entry_key,
        item_no,
        posting_date,
        item_ledger_entry_type,
        entry_type,
        variance_type,
        order_type,
        expected_cost,
        location_code,
        inventory_posting_group,
        wip_inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id,
        case when expected_cost then cost_amount_expected else cost_amount_actual end as entry_amount,
        -- Capacity has no item ledger entry and is always posted.
        item_ledger_entry_no <> 0 and not inventoriable as is_not_inventoriable,
        item_ledger_entry_no <> 0
        and cost_amount_actual = 0
        and cost_amount_expected = 0
        and cost_amount_actual_acy = 0
        and cost_amount_expected_acy = 0 as is_without_cost,
        expected_cost_posted_to_gl = 0 as is_expected_cost_unposted,
        entry_type not in ('Direct Cost', 'Revaluation')
        and (expected_cost or cost_amount_expected <> 0 or cost_amount_expected_acy <> 0) as is_expected_cost_misplaced,
        cost_amount_actual - cost_posted_to_gl as open_actual_cost,
        cost_amount_actual_acy - cost_posted_to_gl_acy as open_actual_cost_acy,
        cost_amount_expected - expected_cost_posted_to_gl as open_expected_cost,
        cost_amount_expected_acy - expected_cost_posted_to_gl_acy as open_expected_cost_acy
    from value_entries
    where
        cost_amount_actual <> cost_posted_to_gl
        or cost_amount_actual_acy <> cost_posted_to_gl_acy
        or cost_amount_expected <> expected_cost_posted_to_gl
        or cost_amount_expected_acy <> expected_cost_posted_to_gl_acy
),

judged as (
    select
        open_value_entries.*,
        company_settings.is_expected_cost_posting_on,
        combinations.entry_type is null or open_value_entries.is_expected_cost_misplaced as is_invalid_combination,
        coalesce(combinations.non_inventory_rules, 0) = 1
        and not company_settings.is_non_inventory_cost_on as is_non_inventory_cost_off,
        open_value_entries.open_actual_cost <> 0
        or open_value_entries.open_actual_cost_acy <> 0
        or (
            company_settings.is_expected_cost_posting_on
            and (open_value_entries.open_expected_cost <> 0 or open_value_entries.open_expected_cost_acy <> 0)
            -- Where no rule moves expected cost, an expected amount moves nothing, or is not allowed at all.
            and (coalesce(combinations.expected_rules, 1) = 1 or open_value_entries.is_expected_cost_misplaced)
        ) as has_cost_to_post,
        not company_settings.is_expected_cost_posting_on
        and open_value_entries.expected_cost
        and open_value_entries.is_expected_cost_unposted as is_expected_cost_held_back,
        coalesce(
            open_value_entries.posting_date < company_settings.allow_posting_from
            or open_value_entries.posting_date > company_settings.allow_posting_to,
            false
        ) as is_outside_posting_dates
    from open_value_entries
    inner join company_settings on open_value_entries.company_no = company_settings.company_no
    left join combinations on {{ matches_posting_rule('open_value_entries', 'combinations') }}
),

-- Expected cost that is held back stays held back until its item ledger entry is completely invoiced.
held_back_item_ledger_entries as (
    select item_ledger_entry_key
    from judged
    where is_expected_cost_held_back
    group by item_ledger_entry_key
),

invoiced_item_ledger_entries as (
    select held_back_item_ledger_entries.item_ledger_entry_key
    from held_back_item_ledger_entries
    inner join item_ledger_entries
        on held_back_item_ledger_entries.item_ledger_entry_key = item_ledger_entries.item_ledger_entry_key
    where item_ledger_entries.completely_invoiced
),

final as (
    select
        judged.company,
        judged.company_no,
        judged.value_entry_key,
        judged.value_entry_no,
        judged.item_ledger_entry_key,
        judged.item_no,
        judged.posting_date,
        judged.entry_amount,
        judged.open_actual_cost,
        judged.open_actual_cost_acy,
        judged.open_expected_cost,
        judged.open_expected_cost_acy,
        judged.is_expected_cost_posting_on,
        judged.is_invalid_combination,
        judged.is_outside_posting_dates,
        judged.location_code,
        judged.inventory_posting_group,
        judged.wip_inventory_posting_group,
        judged.gen_bus_posting_group,
        judged.gen_prod_posting_group,
        judged.dimension_set_id,
        queue_table.is_exported and posting_queue.value_entry_key is null as is_missing_from_queue,
        case
            when judged.is_non_inventory_cost_off then 'non_inventory_cost_off'
            when judged.is_without_cost then 'without_cost'
            when judged.is_not_inventoriable and judged.has_cost_to_post then 'not_inventoriable'
            when judged.is_expected_cost_held_back and invoiced_item_ledger_entries.item_ledger_entry_key is null
                then 'expected_cost_posting_off'
            when judged.is_expected_cost_held_back then 'expected_cost_invoiced'
            when not judged.has_cost_to_post then 'nothing_to_post'
            else 'to_post'
        end as treatment
    from judged
    cross join queue_table
    left join posting_queue on judged.value_entry_key = posting_queue.value_entry_key
    left join invoiced_item_ledger_entries
        on judged.item_ledger_entry_key = invoiced_item_ledger_entries.item_ledger_entry_key
)

select * from final
