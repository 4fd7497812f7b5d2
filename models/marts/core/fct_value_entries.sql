-- Value entries, one row per value entry: the ledger of inventory value, ready for a BI tool.
-- Signed as in BC: what comes into inventory is positive. `direction`: its side of the Inventory Valuation report.

with value_entries as (
    select * from {{ ref('int_value_entries_directed') }}
),

items as (
    select * from {{ ref('dim_items') }}
),

item_variants as (
    select * from {{ ref('dim_item_variants') }}
),

locations as (
    select * from {{ ref('dim_locations') }}
),

dates as (
    select * from {{ ref('dim_dates') }}
),

production_orders as (
    select * from {{ ref('dim_production_orders') }}
    where owns_ledger_entries
),

final as (
    select
        value_entries.company,
        value_entries.value_entry_key,
        value_entries.item_ledger_entry_key,
        items.item_key,
        item_variants.item_variant_key,
        locations.location_key,
        dates.date_key,
        production_orders.production_order_key,
        value_entries.value_entry_no,
        value_entries.item_ledger_entry_no,
        value_entries.item_no,
        value_entries.variant_code,
        value_entries.location_code,
        value_entries.posting_date,
        value_entries.valuation_date,
        value_entries.document_type,
        value_entries.document_no,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.item_charge_no,
        value_entries.order_type,
        value_entries.order_no,
        value_entries.order_line_no,
        value_entries.source_type,
        value_entries.source_no,
        value_entries.job_no,
        value_entries.inventory_posting_group,
        value_entries.gen_bus_posting_group,
        value_entries.gen_prod_posting_group,
        value_entries.global_dimension_1_code,
        value_entries.global_dimension_2_code,
        value_entries.dimension_set_id,
        value_entries.source_code,
        value_entries.user_id,
        value_entries.direction,
        value_entries.direction_at_location,
        items.is_inventory_item,
        value_entries.capacity_ledger_entry_no <> 0 as is_capacity,
        value_entries.expected_cost as is_expected_cost,
        value_entries.adjustment as is_adjustment,
        value_entries.inventoriable as is_inventoriable,
        value_entries.drop_shipment as is_drop_shipment,
        value_entries.valued_by_average_cost as is_valued_by_average_cost,
        value_entries.partial_revaluation as is_partial_revaluation,
        value_entries.cost_amount_actual = value_entries.cost_posted_to_gl
        and value_entries.cost_amount_expected = value_entries.expected_cost_posted_to_gl as is_fully_posted_to_gl,
        value_entries.valued_quantity,
        value_entries.item_ledger_entry_quantity,
        value_entries.invoiced_quantity,
        value_entries.cost_amount_actual,
        value_entries.cost_amount_expected,
        value_entries.cost_amount_actual + value_entries.cost_amount_expected as cost_amount_incl_expected,
        value_entries.cost_amount_non_invtbl,
        value_entries.cost_posted_to_gl,
        value_entries.expected_cost_posted_to_gl,
        value_entries.cost_amount_actual_acy,
        value_entries.cost_amount_expected_acy,
        value_entries.sales_amount_actual,
        value_entries.sales_amount_expected,
        value_entries.purchase_amount_actual
    from value_entries
    -- every code of a value entry has its member, so these inner joins lose no row
    inner join items
        on
            value_entries.company_no = items.company_no
            and value_entries.item_no = items.item_no
    inner join item_variants
        on
            value_entries.company_no = item_variants.company_no
            and value_entries.item_no = item_variants.item_no
            and value_entries.variant_code = item_variants.variant_code
    inner join locations
        on
            value_entries.company_no = locations.company_no
            and value_entries.location_code = locations.location_code
    inner join dates
        on
            value_entries.company_no = dates.company_no
            and value_entries.posting_date = dates.calendar_date
    inner join production_orders
        on
            value_entries.company_no = production_orders.company_no
            and case when value_entries.order_type = 'Production' then value_entries.order_no else '' end
            = production_orders.production_order_no
)

select * from final
