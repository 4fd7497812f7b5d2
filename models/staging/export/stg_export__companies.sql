-- Companies of the export, one row each.

select
    company,
    company_no
from {{ raw_rows('company') }}
