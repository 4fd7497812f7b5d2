-- Item Variant, one row per company, item_no, variant_code. BC table 5401.

select
    company,
    company_no,
    item_no,
    variant_code,
    description,
    blocked
from {{ raw_rows('item_variant') }}
where row_status = 'current'
