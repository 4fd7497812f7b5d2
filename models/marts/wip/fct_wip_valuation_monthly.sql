-- WIP valuation of every month: one row per company, production order, status and month, from the order's first value
-- entry to the company's newest, mistyped dates aside. Sign as in rpt_wip_valuation: + is value in WIP.
-- An order that BC leaves out of a month is here with the reason: once, and then as long as it carries a value.

with movements as (
    select * from {{ ref('fct_wip_movements') }}
),

production_orders as (
    select * from {{ ref('fct_wip_orders') }}
),

calendars as (
    select
        company,
        {{ first_day_of_month('first_date') }} as first_month,
        {{ first_day_of_month('last_date') }} as last_month
    from {{ ref('int_company_dates') }}
),

monthly_movements as (
    select
        company,
        production_order_no,
        {{ first_day_of_month('posting_date') }} as period_start,
        sum(opening_effect) as opening_effect,
        sum(consumption) as consumption,
        sum(capacity) as capacity,
        sum(output) as output,
        sum(expected_output) as expected_output,
        sum(output_revaluation) as output_revaluation,
        sum(posted) as posted,
        sum(posted_revaluation) as posted_revaluation
    from movements
    group by company, production_order_no, {{ first_day_of_month('posting_date') }}
),

order_lives as (
    select
        movements.company,
        movements.production_order_no,
        greatest(min(movements.period_start), max(calendars.first_month)) as first_calendar_month,
        max(calendars.last_month) as last_calendar_month,
        max(movements.period_start) as last_month,
        -- What the months after the last entry carry on.
        sum(movements.opening_effect) <> 0
        or sum(movements.posted) <> 0
        or sum(movements.posted_revaluation) <> 0 as carries_value
    from monthly_movements as movements
    left join calendars on movements.company = calendars.company
    group by movements.company, movements.production_order_no
),

-- Value entries name their order by number alone. A plan with the number of a released order is not theirs.
order_records as (
    select
        order_lives.company,
        order_lives.production_order_no,
        order_lives.last_month,
        order_lives.first_calendar_month,
        order_lives.last_calendar_month,
        order_lives.carries_value,
        coalesce(production_orders.status, '') as status,
        coalesce(production_orders.description, '') as description,
        coalesce(production_orders.source_type, '') as source_type,
        coalesce(production_orders.source_no, '') as source_no,
        coalesce(production_orders.is_reported_status, false) as is_reported_status,
        coalesce(production_orders.has_uninvoiced_lines, false) as has_uninvoiced_lines
    from order_lives
    left join production_orders
        on
            order_lives.company = production_orders.company
            and order_lives.production_order_no = production_orders.production_order_no
    qualify
        production_orders.is_reported_status
        or row_number() over (
            partition by order_lives.company, order_lives.production_order_no
            order by coalesce(production_orders.is_reported_status, false) desc, production_orders.status
        ) = 1
),

-- An order left out and without value has no month but the one after its last entry: most orders of a long history.
order_spans as (
    select
        company,
        production_order_no,
        min(first_calendar_month) as first_calendar_month,
        max(
            case
                when
                    carries_value
                    or is_reported_status
                    and not {{ is_settled_production_order(
                        'status', 'has_uninvoiced_lines', 'last_month', add_days(last_day_of_month('last_month'), 1)
                    ) }}
                    then last_calendar_month
                else least(last_calendar_month, {{ add_days(last_day_of_month('last_month'), 1) }})
            end
        ) as last_calendar_month
    from order_records
    where last_calendar_month is not null
    group by company, production_order_no
),

-- Blank dates (0001-01-01) and typing errors (a year 9999) have a month of their own, without the months in between.
order_months as (
    select
        company,
        production_order_no,
        {{ each_month('first_calendar_month', 'last_calendar_month') }} as period_start
    from order_spans
    where first_calendar_month <= last_calendar_month

    union all

    select
        movements.company,
        movements.production_order_no,
        movements.period_start
    from monthly_movements as movements
    left join calendars on movements.company = calendars.company
    where
        calendars.first_month is null
        or movements.period_start < calendars.first_month
        or movements.period_start > calendars.last_month
),

order_month_movements as (
    select
        order_months.company,
        order_months.production_order_no,
        order_months.period_start,
        coalesce(movements.opening_effect, 0) as opening_effect,
        coalesce(movements.consumption, 0) as consumption,
        coalesce(movements.capacity, 0) as capacity,
        coalesce(movements.output, 0) as output,
        coalesce(movements.expected_output, 0) as expected_output,
        coalesce(movements.output_revaluation, 0) as output_revaluation,
        coalesce(movements.posted, 0) as posted,
        coalesce(movements.posted_revaluation, 0) as posted_revaluation
    from order_months
    left join monthly_movements as movements
        on
            order_months.company = movements.company
            and order_months.production_order_no = movements.production_order_no
            and order_months.period_start = movements.period_start
),

figures as (
    select
        company,
        production_order_no,
        period_start,
        consumption as consumption_value,
        capacity as capacity_value,
        output as output_value,
        output_revaluation,
        sum(opening_effect) over to_date - opening_effect as opening_value,
        sum(expected_output) over to_date as expected_output_to_date,
        sum(posted) over to_date as posted,
        sum(posted_revaluation) over to_date as posted_revaluation
    from order_month_movements
    window to_date as (partition by company, production_order_no order by period_start)
),

valued as (
    select
        order_records.company,
        order_records.production_order_no,
        order_records.status,
        order_records.description,
        order_records.source_type,
        order_records.source_no,
        order_records.last_month,
        figures.period_start,
        figures.opening_value,
        figures.consumption_value,
        figures.capacity_value,
        {{ wip_without_revaluation(
            'figures.output_value', 'figures.output_revaluation', 'figures.expected_output_to_date'
        ) }} as output_value,
        {{ wip_without_revaluation(
            'figures.posted', 'figures.posted_revaluation', 'figures.expected_output_to_date'
        ) }} as cost_posted_to_gl,
        figures.expected_output_to_date = 0 as is_expected_output_cleared,
        case
            when order_records.status = '' then 'order_not_found'
            when not order_records.is_reported_status then 'status_not_reported'
            when {{ is_settled_production_order(
                'order_records.status', 'order_records.has_uninvoiced_lines', 'order_records.last_month',
                'figures.period_start'
            ) }} then 'finished_and_invoiced'
            else ''
        end as left_out_reason
    from order_records
    inner join figures
        on
            order_records.company = figures.company
            and order_records.production_order_no = figures.production_order_no
),

closed as (
    select
        *,
        opening_value + consumption_value + capacity_value + output_value as closing_value
    from valued
),

final as (
    select
        company,
        production_order_no,
        status,
        description,
        source_type,
        source_no,
        period_start,
        {{ last_day_of_month('period_start') }} as period_end,
        opening_value,
        consumption_value,
        capacity_value,
        output_value,
        closing_value,
        cost_posted_to_gl,
        closing_value = 0 and cost_posted_to_gl = 0 as is_zero_line,
        is_expected_output_cleared,
        left_out_reason
    from closed
    where
        left_out_reason = ''
        or closing_value <> 0
        or cost_posted_to_gl <> 0
        or opening_value <> 0
        or period_start <= {{ add_days(last_day_of_month('last_month'), 1) }}
)

select * from final
