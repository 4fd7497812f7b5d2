-- Value entries with the codes that posting setup is looked up by: one row per company and value entry. WIP belongs to the
-- item that is produced, not to the component, so its account is taken from the produced item's group.

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
        value_entries.*,
        case
            when produced_items.item_no is not null then produced_items.inventory_posting_group
            else value_entries.inventory_posting_group
        end as wip_inventory_posting_group
    from value_entries
    left join items as produced_items
        on
            value_entries.company_no = produced_items.company_no
            and value_entries.source_no = produced_items.item_no
            and value_entries.source_type = 'Item'
            and value_entries.source_no <> value_entries.item_no
)

select * from final
