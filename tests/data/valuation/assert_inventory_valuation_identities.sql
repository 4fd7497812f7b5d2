-- In both reports closing = opening + increase - decrease; and variants and locations add up to the item: opening,
-- closing and net change do, increases and decreases alone do not, since a transfer between locations is in both.

{%- set measures = inventory_measures() | list %}

with items as (
    select * from {{ ref('rpt_inventory_valuation') }}
),

places as (
    select * from {{ ref('rpt_inventory_valuation_by_location') }}
),

item_figures as (
    select
        {%- for name in measures %}
        opening_{{ name }},
        increase_{{ name }} - decrease_{{ name }} as change_{{ name }},
        closing_{{ name }},
        {%- endfor %}
        company,
        item_no
    from items
),

place_figures as (
    select
        {%- for name in measures %}
        sum(opening_{{ name }}) as opening_{{ name }},
        sum(increase_{{ name }} - decrease_{{ name }}) as change_{{ name }},
        sum(closing_{{ name }}) as closing_{{ name }},
        {%- endfor %}
        company,
        item_no
    from places
    group by company, item_no
)

select
    coalesce(item_figures.company, place_figures.company) as company,
    coalesce(item_figures.item_no, place_figures.item_no) as item_no,
    item_figures.closing_value as item_closing_value,
    place_figures.closing_value as places_closing_value
from item_figures
full outer join place_figures
    on
        item_figures.company = place_figures.company
        and item_figures.item_no = place_figures.item_no
where
    false
    {%- for name in measures %}
    {%- for side in ['opening', 'change', 'closing'] %}
    or coalesce(item_figures.{{ side }}_{{ name }}, 0) <> coalesce(place_figures.{{ side }}_{{ name }}, 0)
    {%- endfor %}
    or item_figures.closing_{{ name }} <> item_figures.opening_{{ name }} + item_figures.change_{{ name }}
    or place_figures.closing_{{ name }} <> place_figures.opening_{{ name }} + place_figures.change_{{ name }}
    {%- endfor %}
