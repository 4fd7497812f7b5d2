-- Queue of value entries that the batch job Post Inventory Cost to G/L has still to look at. BC table 5811.

select
    company,
    company_no,
    {{ entry_key('value_entry_no') }} as value_entry_key,
    value_entry_no,
    item_no,
    posting_date
from {{ raw_rows('post_value_entry_to_gl') }}
where row_status = 'current'
