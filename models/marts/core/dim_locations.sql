-- Locations, one row per company and location; also locations that only a ledger names, and '' (no location).

with locations as (
    select * from {{ ref('stg_bc__locations') }}
),

ledger_dimensions as (
    select * from {{ ref('int_ledger_dimensions') }}
),

companies as (
    select * from {{ ref('dim_companies') }}
),

named_locations as (
    select
        company,
        company_no,
        location_code
    from locations
    union
    select
        company,
        company_no,
        location_code
    from ledger_dimensions
    union
    select
        company,
        company_no,
        '' as location_code
    from companies
),

final as (
    select
        named_locations.company,
        {{ surrogate_key(['named_locations.company', 'named_locations.location_code']) }} as location_key,
        named_locations.location_code,
        case
            when locations.location_code is not null then locations.name
            when named_locations.location_code = '' then '(no location)'
            else '(not in location table)'
        end as location_name,
        coalesce(locations.use_as_in_transit, false) as is_in_transit,
        locations.location_code is not null as is_in_location_table,
        named_locations.company_no
    from named_locations
    left join locations
        on
            named_locations.company_no = locations.company_no
            and named_locations.location_code = locations.location_code
)

select * from final
