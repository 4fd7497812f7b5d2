-- Items, one row per company and item; also items that only a ledger names (deleted in BC), and '' (no item).

with items as (
    select * from {{ ref('stg_bc__items') }}
),

ledger_dimensions as (
    select * from {{ ref('int_ledger_dimensions') }}
),

companies as (
    select * from {{ ref('dim_companies') }}
),

named_items as (
    select
        company,
        company_no,
        item_no
    from items
    union
    select
        company,
        company_no,
        item_no
    from ledger_dimensions
    union
    select
        company,
        company_no,
        '' as item_no
    from companies
),

final as (
    select
        named_items.company,
        {{ surrogate_key(['named_items.company', 'named_items.item_no']) }} as item_key,
        named_items.item_no,
        case
            when items.item_no is not null then items.description
            when named_items.item_no = '' then '(no item)'
            else '(not in item table)'
        end as item_description,
        coalesce(items.base_unit_of_measure, '') as base_unit_of_measure,
        coalesce(items.item_type, '') as item_type,
        coalesce(items.inventory_posting_group, '') as inventory_posting_group,
        coalesce(items.gen_prod_posting_group, '') as gen_prod_posting_group,
        coalesce(items.costing_method, '') as costing_method,
        coalesce(items.replenishment_system, '') as replenishment_system,
        coalesce(items.item_category_code, '') as item_category_code,
        coalesce(items.low_level_code, 0) as low_level_code,
        coalesce(items.unit_cost, 0) as unit_cost,
        coalesce(items.standard_cost, 0) as standard_cost,
        coalesce(items.last_direct_cost, 0) as last_direct_cost,
        coalesce(items.unit_price, 0) as unit_price,
        coalesce(items.item_type = 'Inventory', false) as is_inventory_item,
        coalesce(items.cost_is_adjusted, false) as is_cost_adjusted,
        coalesce(items.blocked, false) as is_blocked,
        items.item_no is not null as is_in_item_table,
        named_items.company_no
    from named_items
    left join items
        on
            named_items.company_no = items.company_no
            and named_items.item_no = items.item_no
)

select * from final
