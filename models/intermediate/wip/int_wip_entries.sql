-- Value entries of production orders with what each does in BC's WIP valuation, one row per value entry.
-- Sign: + puts value into WIP, - takes it out. Before the period an entry adds its opening_effect; within it, its
-- consumption, capacity or output. The two differ in BC for revaluations and for types other than these three.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
    where order_type = 'Production'
),

classified as (
    select
        *,
        case
            when item_ledger_entry_type = 'Output' then entry_type in ('Direct Cost', 'Revaluation')
            else not expected_cost
        end as is_wip,
        -- BC's guard against revaluing returned consumption; ordinary revaluations carry no quantity and pass it.
        not(
            entry_type = 'Revaluation' and item_ledger_entry_type = 'Consumption' and item_ledger_entry_quantity > 0
        ) as is_production_cost
    from value_entries
),

effects as (
    select
        *,
        case
            when entry_type = 'Revaluation' and cost_amount_actual <> 0 then 0
            when item_ledger_entry_type = '' then cost_amount_actual
            when item_ledger_entry_type = 'Output' then -(cost_amount_actual + cost_amount_expected)
            else -cost_amount_actual
        end as opening_effect,
        case
            when item_ledger_entry_type = 'Consumption' and is_production_cost then -cost_amount_actual else 0
        end as consumption,
        case when item_ledger_entry_type = '' then cost_amount_actual else 0 end as capacity,
        case
            when item_ledger_entry_type = 'Output' then -(cost_amount_actual + cost_amount_expected) else 0
        end as output,
        case when item_ledger_entry_type = 'Output' then cost_amount_expected else 0 end as expected_output,
        case
            when item_ledger_entry_type = 'Output' and entry_type = 'Revaluation' then -cost_amount_actual else 0
        end as output_revaluation,
        case
            when item_ledger_entry_type = '' then cost_posted_to_gl + expected_cost_posted_to_gl
            when is_production_cost then -(cost_posted_to_gl + expected_cost_posted_to_gl)
            else 0
        end as posted
    from classified
),

final as (
    select
        company,
        value_entry_no,
        order_no as production_order_no,
        posting_date,
        item_no,
        item_ledger_entry_type,
        entry_type,
        document_no,
        is_wip,
        case when is_wip then opening_effect else 0 end as opening_effect,
        case when is_wip then consumption else 0 end as consumption,
        case when is_wip then capacity else 0 end as capacity,
        case when is_wip then output else 0 end as output,
        case when is_wip then expected_output else 0 end as expected_output,
        case when is_wip then output_revaluation else 0 end as output_revaluation,
        case when is_wip then posted else 0 end as posted,
        case
            when is_wip and entry_type = 'Revaluation' and item_ledger_entry_type <> '' then posted else 0
        end as posted_revaluation
    from effects
)

select * from final
