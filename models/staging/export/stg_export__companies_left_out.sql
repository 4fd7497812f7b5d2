-- Companies of the export that the parameter companies leaves out: one row per company, table and group of files.

select
    company,
    source_table,
    newest_posting_date
from {{ raw_rows('company_left_out') }}
