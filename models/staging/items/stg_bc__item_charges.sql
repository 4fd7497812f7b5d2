-- Item Charge, one row per company, item_charge_no. BC table 5800.

select
    company,
    company_no,
    item_charge_no,
    description,
    gen_prod_posting_group
from {{ raw_rows('item_charge') }}
where row_status = 'current'
