-- A month opens with what the month before closed with, plus what BC counts only from the next opening on (unassigned).
-- Months far off, of blank and mistyped dates, hold only the items that moved in them: they are not compared.

{%- set measures = inventory_measures() | list %}

with months as (
    select
        {%- for name in measures %}
        sum(opening_{{ name }}) as opening_{{ name }},
        sum(closing_{{ name }} + unassigned_{{ name }}) as carried_{{ name }},
        {%- endfor %}
        monthly.company,
        monthly.location_key,
        monthly.month_start,
        monthly.month_start between {{ first_day_of_month('company_dates.first_date') }} and company_dates.last_date
            as is_within_ledgers
    from {{ ref('fct_inventory_valuation_monthly') }} as monthly
    left join {{ ref('int_company_dates') }} as company_dates on monthly.company = company_dates.company
    group by
        monthly.company,
        monthly.location_key,
        monthly.month_start,
        company_dates.first_date,
        company_dates.last_date
),

-- where no row stands between two months, nothing stood
carried_forward as (
    select
        {%- for name in measures %}
        opening_{{ name }},
        lag(carried_{{ name }}, 1, 0) over (
            partition by company, location_key order by month_start
        ) as previous_{{ name }},
        {%- endfor %}
        lag(is_within_ledgers, 1, true) over (
            partition by company, location_key order by month_start
        ) as follows_month_within_ledgers,
        company,
        location_key,
        month_start,
        is_within_ledgers
    from months
)

select *
from carried_forward
where
    is_within_ledgers
    and follows_month_within_ledgers
    and (
        false
        {%- for name in measures %}
        or opening_{{ name }} <> previous_{{ name }}
        {%- endfor %}
    )
