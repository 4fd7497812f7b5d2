-- Which average cost period a valuation date falls into: one row per company and valuation date that occurs; an entry
-- without cost is valued on its posting date.
-- A fiscal year's own setting (Accounting Period) goes before Inventory Setup's, as in Business Central.

with valuation_dates as (
    select
        company,
        company_no,
        coalesce(valuation_date, posting_date) as valuation_date
    from {{ ref('stg_bc__value_entries') }}
    group by all

    union

    select
        company,
        company_no,
        posting_date as valuation_date
    from {{ ref('stg_bc__item_ledger_entries') }}
),

inventory_setups as (
    select
        company_no,
        max(average_cost_calc_type) as average_cost_calc_type,
        max(average_cost_period) as average_cost_period
    from {{ ref('stg_bc__inventory_setups') }}
    group by company_no
),

accounting_periods as (
    select
        company_no,
        starting_date,
        new_fiscal_year,
        average_cost_calc_type,
        average_cost_period
    from {{ ref('stg_bc__accounting_periods') }}
),

-- Dates are few: joining every date to the periods before it is small work.
periods_before as (
    select
        valuation_dates.company_no,
        valuation_dates.valuation_date,
        max(accounting_periods.starting_date) as accounting_period_start,
        max(accounting_periods.starting_date) filter (where accounting_periods.new_fiscal_year) as fiscal_year_start
    from valuation_dates
    inner join accounting_periods
        on
            valuation_dates.company_no = accounting_periods.company_no
            and valuation_dates.valuation_date >= accounting_periods.starting_date
    group by valuation_dates.company_no, valuation_dates.valuation_date
),

settings as (
    select
        valuation_dates.company,
        valuation_dates.company_no,
        valuation_dates.valuation_date,
        coalesce(
            nullif(fiscal_years.average_cost_calc_type, ''),
            nullif(inventory_setups.average_cost_calc_type, ''),
            'Item'
        ) as average_cost_calc_type,
        coalesce(
            nullif(fiscal_years.average_cost_period, ''),
            nullif(inventory_setups.average_cost_period, ''),
            'Day'
        ) as average_cost_period,
        periods_before.accounting_period_start
    from valuation_dates
    left join periods_before
        on
            valuation_dates.company_no = periods_before.company_no
            and valuation_dates.valuation_date = periods_before.valuation_date
    left join accounting_periods as fiscal_years
        on
            periods_before.company_no = fiscal_years.company_no
            and periods_before.fiscal_year_start = fiscal_years.starting_date
    left join inventory_setups
        on valuation_dates.company_no = inventory_setups.company_no
),

final as (
    select
        company,
        company_no,
        valuation_date,
        average_cost_calc_type,
        average_cost_period,
        case average_cost_period
            when 'Week' then cast(date_trunc('week', valuation_date) as date)
            when 'Month' then cast(date_trunc('month', valuation_date) as date)
            when 'Quarter' then cast(date_trunc('quarter', valuation_date) as date)
            when 'Year' then cast(date_trunc('year', valuation_date) as date)
            when 'Accounting Period' then coalesce(accounting_period_start, valuation_date)
            else valuation_date
        end as period_start
    from settings
)

select * from final
