-- Every item, variant and location that a value entry or an item ledger entry names, one row per combination.
-- The dimensions take from here the codes that no master row has (deleted items, blank locations).

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

item_ledger_entries as (
    select * from {{ ref('stg_bc__item_ledger_entries') }}
),

named as (
    select
        company,
        company_no,
        item_no,
        variant_code,
        location_code
    from value_entries
    group by company, company_no, item_no, variant_code, location_code
    union all
    select
        company,
        company_no,
        item_no,
        variant_code,
        location_code
    from item_ledger_entries
    group by company, company_no, item_no, variant_code, location_code
),

final as (
    select
        company,
        company_no,
        item_no,
        variant_code,
        location_code
    from named
    group by company, company_no, item_no, variant_code, location_code
)

select * from final
