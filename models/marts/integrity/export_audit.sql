-- Where every row of the export went: one row per company and BC table.
-- rows_read = rows_staged + rows_superseded + rows_deleted + rows_duplicate + rows_rejected.

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
    newest_modified_at
from {{ ref('stg_export__audit') }}
