-- Posted legs whose G/L entry stands on another account or at another date than the leg, one row per G/L entry, value
-- entry and leg kind; fitted_amount is debit positive. Whatever agrees in both has no row.

with links_to_other_dates as (
    select
        gl_entry_key,
        value_entry_key,
        leg_kind
    from {{ ref('int_gl_links_to_check') }}
    where dates_differ
),

entries_without_exact_fit as (
    select gl_entry_key from {{ ref('int_gl_entries_without_exact_fit') }}
),

fits_by_steps as (
    select * from {{ ref('int_gl_fit_by_steps') }}
    where gl_entry_key <> 0
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
        links.gl_entry_key,
        posted_legs.value_entry_key,
        posted_legs.leg_kind,
        posted_legs.company_no,
        posted_legs.posting_date,
        posted_legs.gl_account_no,
        posted_legs.posted_amount as fitted_amount
    from links_to_other_dates as links
    inner join posted_legs
        on
            links.value_entry_key = posted_legs.value_entry_key
            and links.leg_kind = posted_legs.leg_kind
    left join entries_without_exact_fit on links.gl_entry_key = entries_without_exact_fit.gl_entry_key
    where entries_without_exact_fit.gl_entry_key is null
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
        or gl_entries.gl_account_no = ''
        or fitted_legs.posting_date <> gl_entries.posting_date
        or gl_entries.is_closing_date
)

select * from final
