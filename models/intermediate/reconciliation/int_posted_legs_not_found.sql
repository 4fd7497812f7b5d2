-- Posted legs that no relation row leads to a fitting G/L entry, one row per value entry and leg kind; debit positive.

with free_legs as (
    select * from {{ ref('int_gl_fit_free_legs') }}
),

fitted_legs as (
    select
        value_entry_key,
        leg_kind
    from {{ ref('int_gl_fit_by_steps') }}
    group by value_entry_key, leg_kind
),

final as (
    select
        free_legs.company_no,
        free_legs.value_entry_key,
        free_legs.leg_kind,
        free_legs.posting_date,
        free_legs.gl_account_no,
        free_legs.posted_amount,
        free_legs.posted_amount_acy,
        free_legs.location_code,
        free_legs.inventory_posting_group,
        free_legs.gen_bus_posting_group,
        free_legs.gen_prod_posting_group,
        free_legs.dimension_set_id
    from free_legs
    left join fitted_legs
        on
            free_legs.value_entry_key = fitted_legs.value_entry_key
            and free_legs.leg_kind = fitted_legs.leg_kind
    where fitted_legs.value_entry_key is null
)

select * from final
