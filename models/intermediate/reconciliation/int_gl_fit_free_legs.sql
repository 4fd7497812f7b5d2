-- Posted legs without a G/L entry that meets them exactly, one row per value entry and leg kind: what the fit by steps
-- has to look at. Empty in an untouched company.

with links as (
    select * from {{ ref('int_gl_links_to_check') }}
    where leg_kind is not null
),

entries_without_exact_fit as (
    select gl_entry_key from {{ ref('int_gl_entries_without_exact_fit') }}
),

posted_legs as (
    select * from {{ ref('int_posted_legs') }}
),

value_entries as (
    select * from {{ ref('int_value_entry_posting_groups') }}
),

free_legs as (
    select
        links.value_entry_key,
        links.leg_kind
    from links
    left join entries_without_exact_fit on links.gl_entry_key = entries_without_exact_fit.gl_entry_key
    where links.gl_entry_key is null or entries_without_exact_fit.gl_entry_key is not null
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
        case when posted_legs.side = 'account' then 1 else -1 end
        * case
            when posted_legs.cost_part = 'expected' then value_entries.expected_cost_posted_to_gl_acy
            else value_entries.cost_posted_to_gl_acy
        end as posted_amount_acy,
        value_entries.location_code,
        {{ inventory_group_of('posted_legs.account_type', 'value_entries') }} as inventory_posting_group,
        value_entries.gen_bus_posting_group,
        value_entries.gen_prod_posting_group,
        value_entries.dimension_set_id
    from posted_legs
    inner join free_legs
        on
            posted_legs.value_entry_key = free_legs.value_entry_key
            and posted_legs.leg_kind = free_legs.leg_kind
    inner join value_entries on posted_legs.value_entry_key = value_entries.value_entry_key
)

select * from final
