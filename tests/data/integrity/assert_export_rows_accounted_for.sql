-- No row of the export is lost: what was read is staged, superseded, deleted, a duplicate or rejected.
select
    company,
    source_table,
    rows_read,
    rows_staged,
    rows_superseded,
    rows_deleted,
    rows_duplicate,
    rows_rejected
from {{ ref('export_audit') }}
where rows_read <> rows_staged + rows_superseded + rows_deleted + rows_duplicate + rows_rejected
