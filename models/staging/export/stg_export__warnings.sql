-- What the load noticed and went on with, one row each.

select
    table_name,
    column_name,
    file_name,
    message
from {{ raw_rows('export_warning') }}
