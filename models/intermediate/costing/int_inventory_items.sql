-- Items whose stock has a value: type Inventory, one row per company and item.

with items as (
    select * from {{ ref('stg_bc__items') }}
),

final as (
    select
        company,
        item_no,
        description as item_description,
        costing_method
    from items
    where item_type = 'Inventory'
)

select * from final
