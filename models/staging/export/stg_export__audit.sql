-- Where the rows of the export went: one row per company and table.

select
    company,
    source_table,
    table_name,
    rows_read,
    rows_staged,
    rows_superseded,
    rows_deleted,
    rows_duplicate,
    rows_rejected,
    newest_modified_at,
    max_row_version
from {{ raw_rows('export_audit') }}
