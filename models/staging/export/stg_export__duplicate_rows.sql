-- Rows left out because another row of the company has the same primary key and a higher row version; one row each.

select
    company,
    source_table,
    primary_key,
    entry_no,
    kept_row_version,
    listed_row_version
from {{ raw_rows('duplicate_row') }}
