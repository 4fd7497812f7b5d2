-- Monthly history of inventory, one row per company, item, variant, location and month that something stands or moves.
-- Increase, decrease, unassigned and month_ amounts add up over months; opening, closing and amounts to date do not.
-- A transfer increases or decreases its place; internal_transfer_ is what to leave out on both sides across places.

{%- set measures = inventory_measures() %}
{%- set balances = measures | list + ['cost_posted_to_gl', 'expected_cost_posted_to_gl'] %}

with value_entries as (
    select * from {{ ref('fct_value_entries') }}
),

item_variants as (
    select * from {{ ref('dim_item_variants') }}
),

locations as (
    select * from {{ ref('dim_locations') }}
),

dates as (
    select * from {{ ref('dim_dates') }}
),

company_dates as (
    select * from {{ ref('int_company_dates') }}
),

-- few entries, so summed apart from the others
internal_transfers as (
    select
        {%- for name, amount in measures.items() %}
        sum({{ amount }}) as internal_transfer_{{ name }},
        {%- endfor %}
        item_variant_key,
        location_key,
        {{ month_no('posting_date') }} as month_no
    from value_entries
    where
        is_inventory_item
        and direction_at_location = 'increase'
        and direction = 'decrease'
    group by item_variant_key, location_key, {{ month_no('posting_date') }}
),

movements as (
    select
        item_variant_key,
        location_key,
        {{ month_no('posting_date') }} as month_no,
        {%- for name, amount in measures.items() %}
        coalesce(sum({{ amount }}) filter (where direction_at_location = 'increase'), 0) as increase_{{ name }},
        coalesce(sum(-{{ amount }}) filter (where direction_at_location = 'decrease'), 0) as decrease_{{ name }},
        sum({{ amount }}) as month_{{ name }},
        {%- endfor %}
        sum(cost_posted_to_gl) as month_cost_posted_to_gl,
        sum(expected_cost_posted_to_gl) as month_expected_cost_posted_to_gl
    from value_entries
    where is_inventory_item
    group by item_variant_key, location_key, {{ month_no('posting_date') }}
),

balances as (
    select
        movements.*,
        {%- for name in balances %}
        sum(movements.month_{{ name }}) over to_date as balance_{{ name }},
        {%- endfor %}
        lead(movements.month_no) over by_month as next_month_no
    from movements
    window
        by_month as (
            partition by movements.item_variant_key, movements.location_key
            order by movements.month_no
        ),
        to_date as (
            partition by movements.item_variant_key, movements.location_key
            order by movements.month_no
            rows between unbounded preceding and current row
        )
),

-- what is not nil stands until the month before its next movement or the company's newest month (least and greatest
-- pass over nulls)
standing as (
    select
        balances.*,
        {%- for name in measures %}
        balances.month_{{ name }} - balances.increase_{{ name }} + balances.decrease_{{ name }}
            as unassigned_{{ name }},
        coalesce(internal_transfers.internal_transfer_{{ name }}, 0) as internal_transfer_{{ name }},
        {%- endfor %}
        locations.company,
        locations.company_no,
        item_variants.item_key,
        item_variants.item_no,
        item_variants.variant_code,
        locations.location_code,
        {{ month_no('company_dates.first_date') }} as first_month_no,
        case
            when
                balances.balance_quantity <> 0
                or balances.balance_value <> 0
                or balances.balance_quantity_incl_expected <> 0
                or balances.balance_value_incl_expected <> 0
                or balances.balance_cost_posted_to_gl <> 0
                or balances.balance_expected_cost_posted_to_gl <> 0
                then greatest(
                    balances.month_no,
                    least(balances.next_month_no - 1, {{ month_no('company_dates.last_date') }})
                )
            else balances.month_no
        end as last_month_no
    from balances
    inner join item_variants
        on balances.item_variant_key = item_variants.item_variant_key
    inner join locations
        on balances.location_key = locations.location_key
    inner join company_dates
        on locations.company_no = company_dates.company_no
    left join internal_transfers
        on
            balances.item_variant_key = internal_transfers.item_variant_key
            and balances.location_key = internal_transfers.location_key
            and balances.month_no = internal_transfers.month_no
),

every_month as (
    select
        standing.*,
        standing.month_no as reported_month_no,
        true as has_movement
    from standing
    union all
    select
        standing.*,
        {{ every_number_between(
            'greatest(standing.month_no + 1, coalesce(standing.first_month_no, standing.month_no))',
            'standing.last_month_no'
        ) }} as reported_month_no,
        false as has_movement
    from standing
    where standing.last_month_no > standing.month_no
),

figures as (
    select
        every_month.*,
        {%- for name, amount in measures.items() %}
        case
            when has_movement then balance_{{ name }} - month_{{ name }}
            else balance_{{ name }}
        end as opening_{{ name }},
        {%- endfor %}
        dates.calendar_date as month_start,
        dates.date_key
    from every_month
    inner join dates
        on
            every_month.company_no = dates.company_no
            and {{ first_day_of_month_no('every_month.reported_month_no') }} = dates.calendar_date
),

final as (
    select
        company,
        item_key,
        item_variant_key,
        location_key,
        date_key,
        item_no,
        variant_code,
        location_code,
        month_start,
        {%- for suffix in ['', '_incl_expected'] %}
        {%- for name in ['quantity' ~ suffix, 'value' ~ suffix] %}
        opening_{{ name }},
        {%- for side in ['increase', 'decrease', 'unassigned', 'internal_transfer'] %}
        case when has_movement then {{ side }}_{{ name }} else 0 end as {{ side }}_{{ name }},
        {%- endfor %}
        opening_{{ name }}
        + case when has_movement then increase_{{ name }} - decrease_{{ name }} else 0 end as closing_{{ name }},
        {%- endfor %}
        {%- endfor %}
        case when has_movement then month_cost_posted_to_gl else 0 end as month_cost_posted_to_gl,
        case when has_movement then month_expected_cost_posted_to_gl else 0 end as month_expected_cost_posted_to_gl,
        balance_cost_posted_to_gl as cost_posted_to_gl,
        balance_expected_cost_posted_to_gl as expected_cost_posted_to_gl,
        balance_cost_posted_to_gl + balance_expected_cost_posted_to_gl as total_cost_posted_to_gl
    from figures
)

select * from final
