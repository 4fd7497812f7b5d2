-- What posting needs of a value entry, with the codes that posting setup is looked up by: one row per company and value
-- entry. WIP belongs to the item that is produced, not to the component: its account is taken from that item's group.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

items as (
    select
        company_no,
        item_no,
        inventory_posting_group
    from {{ ref('stg_bc__items') }}
),

final as (
    select
        value_entries.company,
        value_entries.company_no,
        value_entries.value_entry_key,
        value_entries.value_entry_no,
        value_entries.item_ledger_entry_key,
        value_entries.item_ledger_entry_no,
        value_entries.item_no,
        value_entries.posting_date,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.order_type,
        value_entries.order_no,
        value_entries.order_line_no,
        value_entries.expected_cost,
        value_entries.inventoriable,
        value_entries.location_code,
        value_entries.inventory_posting_group,
        value_entries.gen_bus_posting_group,
        value_entries.gen_prod_posting_group,
        value_entries.dimension_set_id,
        value_entries.cost_amount_actual,
        value_entries.cost_amount_expected,
        value_entries.cost_posted_to_gl,
        value_entries.expected_cost_posted_to_gl,
        value_entries.cost_amount_actual_acy,
        value_entries.cost_amount_expected_acy,
        value_entries.cost_posted_to_gl_acy,
        value_entries.expected_cost_posted_to_gl_acy,
        case
            when produced_items.item_no is not null then produced_items.inventory_posting_group
            else value_entries.inventory_posting_group
        end as wip_inventory_posting_group
    from value_entries
    left join items as produced_items
        on
            value_entries.company_no = produced_items.company_no
            and case
                when value_entries.source_type = 'Item' and value_entries.source_no <> value_entries.item_no
                    then value_entries.source_no
            end = produced_items.item_no
)

select * from final
