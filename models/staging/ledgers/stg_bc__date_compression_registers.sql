-- Date Compr. Register, one row per company, register_entry_no. BC table 87.

select
    company,
    company_no,
    register_entry_no,
    creation_date,
    period_length,
    ending_date,
    no_of_new_records,
    no_records_deleted,
    user_id,
    starting_date,
    table_id,
    register_no,
    source_code
from {{ raw_rows('date_compression_register') }}
where row_status = 'current'
