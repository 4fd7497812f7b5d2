-- How did the value of each location develop? Closing value, actual and expected cost, by location and month.

with months as (
    select * from {{ ref('fct_inventory_valuation_monthly') }}
),

locations as (
    select * from {{ ref('dim_locations') }}
),

final as (
    select
        months.company,
        months.month_start,
        locations.location_code,
        locations.location_name,
        sum(months.opening_value_incl_expected) as opening_value,
        sum(months.increase_value_incl_expected) as increase_value,
        sum(months.decrease_value_incl_expected) as decrease_value,
        sum(months.closing_value_incl_expected) as closing_value
    from months
    inner join locations
        on months.location_key = locations.location_key
    group by months.company, months.month_start, locations.location_code, locations.location_name
)

select * from final
order by company, month_start, location_code
