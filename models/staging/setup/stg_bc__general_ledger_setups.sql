-- General Ledger Setup, one row per company, primary_key. BC table 98.

select
    company,
    company_no,
    primary_key,
    allow_posting_from,
    allow_posting_to,
    additional_reporting_currency,
    lcy_code,
    amount_rounding_precision,
    unit_amount_rounding_precision,
    global_dimension_1_code,
    global_dimension_2_code
from {{ raw_rows('general_ledger_setup') }}
where row_status = 'current'
