-- Value entries with the side of the Inventory Valuation report they fall on, one row per value entry.
-- BC decides a transfer within the report's filters: taken from an entry inside them it is a (negative) decrease, so
-- that both legs cancel; taken from outside it is an increase. Hence one direction of the item, one at its place.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

directions as (
    select * from {{ ref('inventory_directions') }}
),

transfer_sources as (
    select * from {{ ref('int_transfer_sources') }}
),

final as (
    select
        value_entries.company,
        value_entries.company_no,
        value_entries.value_entry_key,
        value_entries.item_ledger_entry_key,
        value_entries.value_entry_no,
        value_entries.item_no,
        value_entries.posting_date,
        value_entries.item_ledger_entry_type,
        value_entries.source_no,
        value_entries.document_no,
        value_entries.location_code,
        value_entries.inventory_posting_group,
        value_entries.item_ledger_entry_no,
        value_entries.valued_quantity,
        value_entries.item_ledger_entry_quantity,
        value_entries.invoiced_quantity,
        value_entries.sales_amount_actual,
        value_entries.user_id,
        value_entries.source_code,
        value_entries.global_dimension_1_code,
        value_entries.global_dimension_2_code,
        value_entries.source_type,
        value_entries.cost_amount_actual,
        value_entries.cost_posted_to_gl,
        value_entries.drop_shipment,
        value_entries.gen_bus_posting_group,
        value_entries.gen_prod_posting_group,
        value_entries.cost_amount_actual_acy,
        value_entries.document_type,
        value_entries.order_type,
        value_entries.order_no,
        value_entries.order_line_no,
        value_entries.expected_cost,
        value_entries.item_charge_no,
        value_entries.valued_by_average_cost,
        value_entries.partial_revaluation,
        value_entries.inventoriable,
        value_entries.valuation_date,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.purchase_amount_actual,
        value_entries.sales_amount_expected,
        value_entries.cost_amount_expected,
        value_entries.cost_amount_non_invtbl,
        value_entries.cost_amount_expected_acy,
        value_entries.expected_cost_posted_to_gl,
        value_entries.dimension_set_id,
        value_entries.job_no,
        value_entries.variant_code,
        value_entries.adjustment,
        value_entries.capacity_ledger_entry_no,
        case
            when directions.direction is null then ''
            when directions.direction <> 'transfer' then directions.direction
            when value_entries.valued_quantity < 0 then 'decrease'
            when transfer_sources.source_item_no = value_entries.item_no then 'decrease'
            else 'increase'
        end as direction,
        case
            when directions.direction is null then ''
            when directions.direction <> 'transfer' then directions.direction
            when value_entries.valued_quantity < 0 then 'decrease'
            when
                transfer_sources.source_item_no = value_entries.item_no
                and transfer_sources.source_variant_code = value_entries.variant_code
                and transfer_sources.source_location_code = value_entries.location_code
                then 'decrease'
            else 'increase'
        end as direction_at_location
    from value_entries
    left join directions
        on value_entries.item_ledger_entry_type = directions.item_ledger_entry_type
    left join transfer_sources
        on
            value_entries.item_ledger_entry_key = transfer_sources.item_ledger_entry_key
            and value_entries.item_ledger_entry_type = 'Transfer'
)

select * from final
