-- Posted legs whose G/L entry stands on another account or at another date than the leg, one row per G/L entry, value
-- entry and leg kind; fitted_amount is debit positive. Whatever agrees in both has no row.

with exact_fits as (
    select * from {{ ref('int_gl_fit_exact') }}
    where dates_differ
),

fits_by_steps as (
    select * from {{ ref('int_gl_fit_by_steps') }}
    where gl_entry_key <> 0
),

relations as (
    select
        gl_entry_key,
        value_entry_key
    from {{ ref('stg_bc__gl_item_ledger_relations') }}
),

posted_legs as (
    select * from {{ ref('int_posted_legs') }}
),

free_legs as (
    select * from {{ ref('int_gl_fit_free_legs') }}
),

gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

legs_of_exact_fits as (
    select
        exact_fits.gl_entry_key,
        posted_legs.value_entry_key,
        posted_legs.leg_kind,
        posted_legs.company_no,
        posted_legs.posting_date,
        posted_legs.gl_account_no,
        posted_legs.posted_amount as fitted_amount
    from exact_fits
    inner join relations on exact_fits.gl_entry_key = relations.gl_entry_key
    inner join posted_legs
        on
            relations.value_entry_key = posted_legs.value_entry_key
            and exact_fits.leg_kind = posted_legs.leg_kind
            and exact_fits.posting_date = posted_legs.posting_date
            and exact_fits.gl_account_no = posted_legs.gl_account_no
),

legs_of_steps as (
    select
        fits_by_steps.gl_entry_key,
        free_legs.value_entry_key,
        free_legs.leg_kind,
        free_legs.company_no,
        free_legs.posting_date,
        free_legs.gl_account_no,
        fits_by_steps.fitted_amount
    from fits_by_steps
    inner join free_legs
        on
            fits_by_steps.value_entry_key = free_legs.value_entry_key
            and fits_by_steps.leg_kind = free_legs.leg_kind
),

fitted_legs as (
    select * from legs_of_exact_fits
    union all
    select * from legs_of_steps
),

final as (
    select
        fitted_legs.company_no,
        fitted_legs.gl_entry_key,
        fitted_legs.value_entry_key,
        fitted_legs.leg_kind,
        fitted_legs.posting_date as leg_posting_date,
        fitted_legs.gl_account_no as leg_account_no,
        gl_entries.posting_date as gl_posting_date,
        gl_entries.is_closing_date,
        gl_entries.gl_account_no,
        fitted_legs.fitted_amount
    from fitted_legs
    inner join gl_entries on fitted_legs.gl_entry_key = gl_entries.gl_entry_key
    where
        fitted_legs.gl_account_no <> gl_entries.gl_account_no
        or fitted_legs.posting_date <> gl_entries.posting_date
        or gl_entries.is_closing_date
)

select * from final
