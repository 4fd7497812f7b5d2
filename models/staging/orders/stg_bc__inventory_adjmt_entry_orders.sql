-- Inventory Adjmt. Entry (Order), one row per company, order_type, order_no, order_line_no. BC table 5896.

select
    company,
    company_no,
    order_type,
    order_no,
    order_line_no,
    item_no,
    routing_no,
    routing_reference_no,
    indirect_cost_pct,
    overhead_rate,
    cost_is_adjusted,
    unit_cost,
    direct_cost,
    indirect_cost,
    single_level_material_cost,
    single_level_capacity_cost,
    single_level_subcontrd_cost,
    single_level_cap_ovhd_cost,
    single_level_mfg_ovhd_cost,
    completely_invoiced,
    is_finished,
    direct_cost_non_inventory,
    single_lvl_mat_non_invt_cost
from {{ raw_rows('inventory_adjmt_entry_order') }}
where row_status = 'current'
