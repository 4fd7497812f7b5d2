-- G/L Register, one row per company, gl_register_no. BC table 45.

select
    company,
    company_no,
    gl_register_no,
    from_entry_no,
    to_entry_no,
    creation_date,
    source_code,
    user_id,
    journal_batch_name,
    reversed
from {{ raw_rows('gl_register') }}
where row_status = 'current'
