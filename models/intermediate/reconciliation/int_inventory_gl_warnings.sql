-- The tests behind the warnings of the page Inventory - G/L Reconciliation, one row per company. BC shows one warning,
-- the first whose test holds.

with companies as (
    select * from {{ ref('stg_export__companies') }}
),

inventory_setups as (
    select * from {{ ref('stg_bc__inventory_setups') }}
),

compression_registers as (
    select * from {{ ref('stg_bc__date_compression_registers') }}
),

accounting_periods as (
    select * from {{ ref('stg_bc__accounting_periods') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

cost as (
    select * from {{ ref('int_inventory_gl_cost') }}
),

amounts as (
    select * from {{ ref('int_inventory_gl_amounts') }}
),

gl_net_changes as (
    select * from {{ ref('int_gl_net_changes') }}
),

cost_tests as (
    select
        company_no,
        sum(unposted_entries) > 0 as has_unposted_cost,
        sum(case when item_ledger_entry_type <> '' and item_class <> 'no item' then actual_cost_of_all_dates else 0 end)
            as inventory_of_all_dates
    from cost
    group by company_no
),

amount_tests as (
    select
        company_no,
        sum(case when amount_type = 'Inventory' then gl_amount else 0 end) as inventory_gl_amount,
        sum(case when amount_type in ('Inventory To WIP', 'WIP To Interim') then 0 else difference end)
            as total_difference,
        -- Closing a year empties income accounts only.
        max(
            case
                when
                    difference <> 0
                    and amount_type not in (
                        'Inventory', 'Inventory (Interim)', 'WIP Inventory', 'COGS (Interim)',
                        'Invt. Accrual (Interim)', 'WIP To Interim'
                    )
                    then 1
                else 0
            end
        ) as differing_income_types
    from amounts
    group by company_no
),

compressed_companies as (
    select compression_registers.company_no
    from compression_registers
    cross join period
    where
        compression_registers.table_id in (17, 5802)
        and (
            compression_registers.starting_date between period.period_start and period.period_end
            or compression_registers.ending_date between period.period_start and period.period_end
        )
    group by compression_registers.company_no
),

gl_tests as (
    select
        company_no,
        max(case when gl_account_no = '' and entries_in_period > 0 then 1 else 0 end) as entries_without_account
    from gl_net_changes
    group by company_no
),

closing_dates as (
    select
        company_no,
        closing_date
    from gl_net_changes
    where closing_date is not null
    group by company_no, closing_date
),

last_period_starts as (
    select
        closing_dates.company_no,
        closing_dates.closing_date,
        max(accounting_periods.starting_date) as starting_date
    from closing_dates
    inner join accounting_periods
        on
            closing_dates.company_no = accounting_periods.company_no
            and closing_dates.closing_date >= accounting_periods.starting_date
    group by closing_dates.company_no, closing_dates.closing_date
),

companies_with_closed_year as (
    select last_period_starts.company_no
    from last_period_starts
    inner join accounting_periods
        on
            last_period_starts.company_no = accounting_periods.company_no
            and last_period_starts.starting_date = accounting_periods.starting_date
    where accounting_periods.closed
    group by last_period_starts.company_no
),

final as (
    select
        companies.company,
        companies.company_no,
        not coalesce(inventory_setups.expected_cost_posting_to_gl, false) as is_expected_cost_posting_off,
        case
            when coalesce(cost_tests.has_unposted_cost, false) then 'Post Cost to G/L'
            when compressed_companies.company_no is not null then 'Compression'
            when companies_with_closed_year.company_no is not null and amount_tests.differing_income_types = 1
                then 'Closed Fiscal Year'
            when coalesce(gl_tests.entries_without_account, 0) = 1 then 'Deleted Accounts'
            when coalesce(cost_tests.inventory_of_all_dates, 0) = amount_tests.inventory_gl_amount
                then 'Posting Date'
            when amount_tests.total_difference <> 0 then 'Direct Posting'
            else ''
        end as warning
    from companies
    inner join amount_tests on companies.company_no = amount_tests.company_no
    left join inventory_setups on companies.company_no = inventory_setups.company_no
    left join cost_tests on companies.company_no = cost_tests.company_no
    left join compressed_companies on companies.company_no = compressed_companies.company_no
    left join companies_with_closed_year on companies.company_no = companies_with_closed_year.company_no
    left join gl_tests on companies.company_no = gl_tests.company_no
)

select * from final
