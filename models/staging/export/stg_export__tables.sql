-- BC tables that the project knows, one row each, and whether the export has them.

select
    source_table,
    table_name,
    table_no,
    is_exported
from {{ raw_rows('export_table') }}
