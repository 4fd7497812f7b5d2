-- Posted legs that no G/L entry meets exactly without a rival, one row per value entry and leg kind: what is left of
-- the whole ledger after int_gl_fit_exact. Empty in an untouched company.

with posted_legs as (
    select * from {{ ref('int_posted_legs') }}
),

exact_fits as (
    select * from {{ ref('int_gl_fit_exact') }}
),

relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

fitted_legs as (
    select
        first_value_entry_key as value_entry_key,
        leg_kind,
        posting_date,
        gl_account_no
    from exact_fits
    where leg_count = 1
    union all
    select
        relations.value_entry_key,
        exact_fits.leg_kind,
        exact_fits.posting_date,
        exact_fits.gl_account_no
    from exact_fits
    inner join relations on exact_fits.gl_entry_key = relations.gl_entry_key
    where exact_fits.leg_count > 1
),

final as (
    select
        posted_legs.company_no,
        posted_legs.value_entry_key,
        posted_legs.leg_kind,
        posted_legs.posting_date,
        posted_legs.gl_account_no,
        posted_legs.posted_amount,
        posted_legs.posted_amount_acy,
        posted_legs.location_code,
        posted_legs.inventory_posting_group,
        posted_legs.gen_bus_posting_group,
        posted_legs.gen_prod_posting_group,
        posted_legs.dimension_set_id
    from posted_legs
    left join fitted_legs
        on
            posted_legs.value_entry_key = fitted_legs.value_entry_key
            and posted_legs.leg_kind = fitted_legs.leg_kind
            and posted_legs.posting_date = fitted_legs.posting_date
            and posted_legs.gl_account_no = fitted_legs.gl_account_no
    where fitted_legs.value_entry_key is null
)

select * from final
