-- Companies of the export, one row per company: its currencies and costing switches, and what its ledgers span.

with ledger_dates as (
    select * from {{ ref('int_company_dates') }}
),

general_ledger_setups as (
    select * from {{ ref('stg_bc__general_ledger_setups') }}
),

inventory_setups as (
    select * from {{ ref('stg_bc__inventory_setups') }}
),

-- both setups are tables of one row per company; a stray second row must not double the company
ledger_settings as (
    select
        company,
        max(lcy_code) as lcy_code,
        max(additional_reporting_currency) as acy_code
    from general_ledger_setups
    group by company
),

inventory_settings as (
    select
        company,
        bool_or(automatic_cost_posting) as automatic_cost_posting,
        bool_or(expected_cost_posting_to_gl) as expected_cost_posting_to_gl,
        max(average_cost_calc_type) as average_cost_calc_type,
        max(average_cost_period) as average_cost_period
    from inventory_setups
    group by company
),

final as (
    select
        ledger_dates.company,
        ledger_dates.company_no,
        coalesce(ledger_settings.lcy_code, '') as lcy_code,
        coalesce(ledger_settings.acy_code, '') as acy_code,
        coalesce(inventory_settings.automatic_cost_posting, false) as automatic_cost_posting,
        coalesce(inventory_settings.expected_cost_posting_to_gl, false) as expected_cost_posting_to_gl,
        coalesce(inventory_settings.average_cost_calc_type, '') as average_cost_calc_type,
        coalesce(inventory_settings.average_cost_period, '') as average_cost_period,
        ledger_dates.first_date,
        ledger_dates.last_date
    from ledger_dates
    left join ledger_settings
        on ledger_dates.company = ledger_settings.company
    left join inventory_settings
        on ledger_dates.company = inventory_settings.company
)

select * from final
