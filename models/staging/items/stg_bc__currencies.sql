-- Currency, one row per company, currency_code. BC table 4.

select
    company,
    company_no,
    currency_code,
    amount_rounding_precision,
    unit_amount_rounding_precision,
    description
from {{ raw_rows('currency') }}
where row_status = 'current'
