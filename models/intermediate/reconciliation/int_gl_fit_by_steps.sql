-- Which posted legs a G/L entry stands for where no exact fit without a rival was found: one row per G/L
-- entry, value entry and leg kind. Each step takes what fits best and hands on what is still free; a leg goes to one
-- G/L entry, unless it was posted in steps. Rows with key 0 (step 4) are legs of posting groups that sum to
-- zero: BC posts nothing for them.

{% set same_account = "(leg_account_no = gl_account_no and gl_account_no <> '')" %}
{% set other_account = "(leg_account_no <> gl_account_no or gl_account_no = '')" %}
{% set same_sign = "(leg_kind < 0) = (gl_amount < 0)" %}
{% set other_sign = "(leg_kind < 0) <> (gl_amount < 0)" %}
{#- Step 5 to 7, each twice: the second round serves those whose nearest was taken in the first. -#}
{% set nearest_steps = [
    {'step_no': 5, 'condition': same_account ~ ' and ' ~ same_sign},
    {'step_no': 6, 'condition': other_account ~ ' and ' ~ same_sign},
    {'step_no': 7, 'condition': same_account ~ ' and ' ~ other_sign},
] %}

with relations_of_value_entries as (
    select * from {{ ref('int_gl_relations_open') }}
    where is_value_entry_exported
),

relations as (
    select * from relations_of_value_entries
    where is_gl_entry_exported
),

free_legs as (
    select * from {{ ref('int_gl_fit_free_legs') }}
),

links as (
    select
        relations.gl_entry_key,
        relations.gl_account_no,
        relations.gl_amount,
        free_legs.value_entry_key,
        free_legs.leg_kind,
        free_legs.posting_date,
        free_legs.gl_account_no as leg_account_no,
        free_legs.posted_amount
    from relations
    inner join free_legs on relations.value_entry_key = free_legs.value_entry_key
    where
        not relations.is_gl_entry_fitted
        -- An amount of zero is what a posting group left that is zero in local currency only; on another account it
        -- says nothing.
        and (relations.gl_amount <> 0 or relations.gl_account_no = free_legs.gl_account_no)
),

-- 1: own account, exact amount; several alike.
groups_1 as (
    {{ leg_groups('links', same_account) }}
),

chosen_1 as (
    {{ pair_by_rank('groups_1') }}
),

fits_1 as (
    {{ fits_of('chosen_1', 'links', 1) }}
),

links_after_1 as (
    {{ links_after('links', 'fits_1') }}
),

-- 2: another account or none, exact amount: the posting setup or the chart of accounts was changed.
groups_2 as (
    {{ leg_groups('links_after_1', other_account) }}
),

chosen_2 as (
    {{ pair_by_rank('groups_2') }}
),

fits_2 as (
    {{ fits_of('chosen_2', 'links_after_1', 2) }}
),

links_after_2 as (
    {{ links_after('links_after_1', 'fits_2') }}
),

-- 3: one leg, several G/L entries that serve no other leg and add up to it: posted in steps.
entries_of_one_leg as (
    select *
    from links_after_2
    where {{ same_account }} and {{ same_sign }}
    qualify count(*) over (partition by gl_entry_key) = 1
),

legs_posted_in_steps as (
    select
        value_entry_key,
        leg_kind
    from entries_of_one_leg
    group by value_entry_key, leg_kind
    having count(*) > 1 and sum(gl_amount) = min(posted_amount)
),

fits_3 as (
    select
        entries_of_one_leg.gl_entry_key,
        entries_of_one_leg.value_entry_key,
        entries_of_one_leg.leg_kind,
        entries_of_one_leg.gl_amount as fitted_amount,
        3 as step_no
    from entries_of_one_leg
    inner join legs_posted_in_steps
        on
            entries_of_one_leg.value_entry_key = legs_posted_in_steps.value_entry_key
            and entries_of_one_leg.leg_kind = legs_posted_in_steps.leg_kind
),

links_after_3 as (
    {{ links_after('links_after_2', 'fits_3') }}
),

-- 4: posting groups that sum to zero in both currencies. Their relation rows point at some G/L entry of the register,
-- exported or not.
fitted_legs_so_far as (
    select
        value_entry_key,
        leg_kind
    from fits_1
    union
    select
        value_entry_key,
        leg_kind
    from fits_2
    union
    select
        value_entry_key,
        leg_kind
    from fits_3
),

registers_of_value_entries as (
    select
        value_entry_key,
        gl_register_no
    from relations_of_value_entries
    group by value_entry_key, gl_register_no
),

grouped_legs as (
    select
        free_legs.value_entry_key,
        free_legs.leg_kind,
        free_legs.posted_amount,
        registers_of_value_entries.gl_register_no,
        min(free_legs.value_entry_key) over (posting_group) as first_value_entry_key,
        sum(free_legs.posted_amount) over (posting_group) as group_amount,
        sum(free_legs.posted_amount_acy) over (posting_group) as group_amount_acy
    from free_legs
    inner join registers_of_value_entries
        on free_legs.value_entry_key = registers_of_value_entries.value_entry_key
    left join fitted_legs_so_far
        on
            free_legs.value_entry_key = fitted_legs_so_far.value_entry_key
            and free_legs.leg_kind = fitted_legs_so_far.leg_kind
    where fitted_legs_so_far.value_entry_key is null
    window posting_group as (
        partition by
            free_legs.company_no,
            registers_of_value_entries.gl_register_no,
            free_legs.posting_date,
            abs(free_legs.leg_kind),
            free_legs.location_code,
            free_legs.inventory_posting_group,
            free_legs.gen_bus_posting_group,
            free_legs.gen_prod_posting_group,
            free_legs.dimension_set_id,
            free_legs.posted_amount < 0 or free_legs.posted_amount_acy < 0
    )
),

legs_of_zero_groups as (
    select
        *,
        min(gl_register_no) over (partition by value_entry_key, leg_kind) as first_register_no
    from grouped_legs
    where group_amount = 0 and group_amount_acy = 0
),

-- A leg with relation rows of several registers goes with the first, and a group without it is no longer zero.
whole_zero_groups as (
    select
        gl_register_no,
        first_value_entry_key,
        abs(leg_kind) as leg_kind
    from legs_of_zero_groups
    group by gl_register_no, first_value_entry_key, abs(leg_kind)
    having max(case when gl_register_no = first_register_no then 0 else 1 end) = 0
),

fits_4 as (
    select
        cast(0 as bigint) as gl_entry_key,
        legs.value_entry_key,
        legs.leg_kind,
        legs.posted_amount as fitted_amount,
        4 as step_no
    from legs_of_zero_groups as legs
    inner join whole_zero_groups
        on
            legs.gl_register_no = whole_zero_groups.gl_register_no
            and legs.first_value_entry_key = whole_zero_groups.first_value_entry_key
            and abs(legs.leg_kind) = whole_zero_groups.leg_kind
),

links_after_4 as (
    {{ links_after('links_after_3', 'fits_4') }}
),

-- 5: own account and sign. First the entries whose legs sum to them whatever their kinds and dates: posted as one.
groups_5_0 as (
    {{ leg_groups('links_after_4', same_account ~ ' and ' ~ same_sign) }}
),

chosen_5_0 as (
    select *
    from groups_5_0
    qualify sum(posted_amount) over (partition by gl_entry_key) = gl_amount
),

fits_5_0 as (
    {{ fits_of('chosen_5_0', 'links_after_4', 5) }}
),

links_after_5_0 as (
    {{ links_after('links_after_4', 'fits_5_0') }}
),

-- 5 own account and sign, 6 another account and the same sign, 7 own account and the other sign: nearest amount.
{%- set state = namespace(links='links_after_5_0') %}
{%- for step in nearest_steps %}
{%- for turn in (1, 2) %}
{%- set name = step.step_no ~ '_' ~ turn %}
groups_{{ name }} as (
    {{ leg_groups(state.links, step.condition) }}
),

chosen_{{ name }} as (
    {{ pair_by_nearest('groups_' ~ name) }}
),

fits_{{ name }} as (
    {{ fits_of('chosen_' ~ name, state.links, step.step_no) }}
),

links_after_{{ name }} as (
    {{ links_after(state.links, 'fits_' ~ name) }}
),
{%- set state.links = 'links_after_' ~ name %}
{%- endfor %}
{%- endfor %}

fits_1_to_7 as (
    select * from fits_1
    union all
    select * from fits_2
    union all
    select * from fits_3
    union all
    select * from fits_4
    union all
    select * from fits_5_0
    {%- for step in nearest_steps %}
    {%- for turn in (1, 2) %}
    union all
    select * from fits_{{ step.step_no }}_{{ turn }}
    {%- endfor %}
    {%- endfor %}
),

fitted_legs as (
    select
        value_entry_key,
        leg_kind
    from fits_1_to_7
    group by value_entry_key, leg_kind
),

-- 8: legs that sum to what is left of a fitted G/L entry that they are related to.
remainders as (
    select
        links.gl_entry_key,
        min(links.gl_amount) - min(fitted.fitted_amount) as remainder
    from links
    inner join (
        select
            gl_entry_key,
            sum(fitted_amount) as fitted_amount
        from fits_1_to_7
        where gl_entry_key <> 0
        group by gl_entry_key
    ) as fitted
        on links.gl_entry_key = fitted.gl_entry_key
    group by links.gl_entry_key
),

links_to_remainders as (
    select
        links.gl_entry_key,
        links.gl_account_no,
        remainders.remainder as gl_amount,
        links.value_entry_key,
        links.leg_kind,
        links.posting_date,
        links.leg_account_no,
        links.posted_amount
    from links
    inner join remainders on links.gl_entry_key = remainders.gl_entry_key
    left join fitted_legs
        on
            links.value_entry_key = fitted_legs.value_entry_key
            and links.leg_kind = fitted_legs.leg_kind
    where remainders.remainder <> 0 and fitted_legs.value_entry_key is null
),

groups_8 as (
    {{ leg_groups('links_to_remainders', 'true') }}
),

chosen_8 as (
    select *
    from groups_8
    where posted_amount = gl_amount
    qualify row_number() over (
        partition by gl_entry_key
        order by case when {{ same_account }} then 0 else 1 end, abs(leg_kind), posting_date, leg_account_no
    ) = 1
),

fits_8 as (
    {{ fits_of('chosen_8', 'links_to_remainders', 8) }}
),

final as (
    select * from fits_1_to_7
    union all
    select * from fits_8
)

select * from final
