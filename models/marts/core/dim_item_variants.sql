-- Item variants, one row per company, item and variant; every item has the variant ''. Variants that only a ledger
-- names are here too.

with items as (
    select * from {{ ref('dim_items') }}
),

item_variants as (
    select * from {{ ref('stg_bc__item_variants') }}
),

ledger_dimensions as (
    select * from {{ ref('int_ledger_dimensions') }}
),

named_variants as (
    select
        company_no,
        item_no,
        variant_code
    from item_variants
    union
    select
        company_no,
        item_no,
        variant_code
    from ledger_dimensions
    union
    select
        company_no,
        item_no,
        '' as variant_code
    from items
),

final as (
    select
        items.company,
        {{ surrogate_key(['items.company', 'items.item_no', 'named_variants.variant_code']) }} as item_variant_key,
        items.item_key,
        items.item_no,
        named_variants.variant_code,
        case
            when named_variants.variant_code = '' then items.item_description
            else coalesce(item_variants.description, '(not in item variant table)')
        end as variant_description,
        coalesce(item_variants.blocked, false) as is_blocked,
        item_variants.variant_code is not null as is_in_item_variant_table,
        items.company_no
    from named_variants
    -- a variant of an item that neither the item table nor a ledger knows has no member
    inner join items
        on
            named_variants.company_no = items.company_no
            and named_variants.item_no = items.item_no
    left join item_variants
        on
            named_variants.company_no = item_variants.company_no
            and named_variants.item_no = item_variants.item_no
            and named_variants.variant_code = item_variants.variant_code
)

select * from final
