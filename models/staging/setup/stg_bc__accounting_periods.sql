-- Accounting Period, one row per company, starting_date. BC table 50.

select
    company,
    company_no,
    starting_date,
    name,
    new_fiscal_year,
    closed,
    date_locked,
    average_cost_calc_type,
    average_cost_period
from {{ raw_rows('accounting_period') }}
where row_status = 'current'
