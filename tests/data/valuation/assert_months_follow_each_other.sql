-- A month opens with what the month before closed with, plus what BC counts only from the next opening on (unassigned).

{%- set measures = inventory_measures() | list %}

with months as (
    select
        {%- for name in measures %}
        sum(opening_{{ name }}) as opening_{{ name }},
        sum(closing_{{ name }} + unassigned_{{ name }}) as carried_{{ name }},
        {%- endfor %}
        company,
        location_key,
        month_start
    from {{ ref('fct_inventory_valuation_monthly') }}
    group by company, location_key, month_start
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
        company,
        location_key,
        month_start
    from months
)

select *
from carried_forward
where
    false
    {%- for name in measures %}
    or opening_{{ name }} <> previous_{{ name }}
    {%- endfor %}
