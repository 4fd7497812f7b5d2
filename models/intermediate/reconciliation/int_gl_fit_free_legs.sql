-- Posted legs without a G/L entry that meets them exactly, one row per value entry and leg kind: what the fit by steps
-- has to look at. Empty in an untouched company.

with links as (
    select * from {{ ref('int_gl_leg_links') }}
),

entries_without_exact_fit as (
    select gl_entry_key from {{ ref('int_gl_entries_without_exact_fit') }}
),

posted_legs as (
    select * from {{ ref('int_posted_legs') }}
),

free_legs as (
    select
        links.value_entry_key,
        links.leg_kind
    from links
    left join entries_without_exact_fit on links.gl_entry_key = entries_without_exact_fit.gl_entry_key
    where
        links.leg_kind is not null
        and (links.gl_entry_key is null or entries_without_exact_fit.gl_entry_key is not null)
    group by links.value_entry_key, links.leg_kind
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
    inner join free_legs
        on
            posted_legs.value_entry_key = free_legs.value_entry_key
            and posted_legs.leg_kind = free_legs.leg_kind
)

select * from final
