-- Closing less the next month's opening is exactly what the entries of the month explain, and a row that ends the
-- history of an order early leaves nothing behind.

with wip_entries as (
    select * from {{ ref('int_wip_entries') }}
),

history as (
    select * from {{ ref('fct_wip_valuation_monthly') }}
),

newest_months as (
    select
        company,
        {{ first_day_of_month('last_date') }} as newest_month
    from {{ ref('int_company_dates') }}
),

entry_effects as (
    select
        company,
        production_order_no,
        {{ first_day_of_month('posting_date') }} as period_start,
        sum(consumption + capacity + output - opening_effect) as explained,
        sum(output_revaluation) as output_revaluation
    from wip_entries
    group by company, production_order_no, {{ first_day_of_month('posting_date') }}
),

neighbours as (
    select
        *,
        lead(opening_value) over (
            partition by company, production_order_no, status
            order by period_start
        ) as next_opening
    from history
),

compared as (
    select
        neighbours.company,
        neighbours.production_order_no,
        neighbours.status,
        neighbours.period_start,
        neighbours.closing_value,
        coalesce(neighbours.next_opening, 0) as next_opening,
        coalesce(entry_effects.explained, 0)
        - case
            when neighbours.is_expected_output_cleared then coalesce(entry_effects.output_revaluation, 0) else 0
        end as explained
    from neighbours
    left join newest_months on neighbours.company = newest_months.company
    left join entry_effects
        on
            neighbours.company = entry_effects.company
            and neighbours.production_order_no = entry_effects.production_order_no
            and neighbours.period_start = entry_effects.period_start
    where
        neighbours.next_opening is not null
        or neighbours.period_start < newest_months.newest_month
)

select * from compared
where closing_value - next_opening <> explained
