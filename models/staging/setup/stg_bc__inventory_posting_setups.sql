-- Inventory Posting Setup, one row per company, location_code, inventory_posting_group. BC table 5813.

select
    company,
    company_no,
    location_code,
    inventory_posting_group,
    inventory_account,
    description,
    inventory_account_interim,
    wip_account,
    material_variance_account,
    capacity_variance_account,
    mfg_overhead_variance_account,
    cap_overhead_variance_account,
    subcontracted_variance_account,
    mat_non_inv_variance_acc
from {{ raw_rows('inventory_posting_setup') }}
where row_status = 'current'
