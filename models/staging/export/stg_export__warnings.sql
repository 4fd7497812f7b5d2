-- What the load noticed and went on with, one row each.

select
    source_table,
    column_name,
    source_file,
    message
from {{ raw_rows('export_warning') }}
