-- Amounts that came onto a receipt later: one row per value entry, signed as in the ledger. They show on their entry
-- but do not flow with it. A revaluation goes to the issues it was in time for: all, or where it revalued a part of the
-- receipt, those posted after it or valued on a later date. A rounding goes nowhere. Of an average cost item both enter
-- the pool of their valuation date, and so do item charges on a receipt that shows the pool's average.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

entries as (
    select * from {{ ref('int_cost_flow_entries') }}
),

average_cost_periods as (
    select * from {{ ref('int_average_cost_periods') }}
),

later_value_entries as (
    select
        *,
        {{ entry_key('applies_to_entry') }} as applies_to_entry_key
    from value_entries
    where
        item_ledger_entry_no <> 0
        and (entry_type in ('Revaluation', 'Rounding') or (entry_type = 'Direct Cost' and item_charge_no <> ''))
),

final as (
    select
        entries.company,
        entries.company_no,
        later.value_entry_key,
        later.value_entry_key * 4 + 3 as node_key,
        entries.item_ledger_entry_key,
        entries.node_key as entry_node_key,
        entries.item_no,
        coalesce(later.valuation_date, later.posting_date) as valuation_date,
        case later.entry_type
            when 'Revaluation' then 'revaluation'
            when 'Rounding' then 'rounding'
            else 'item_charge'
        end as cost_element,
        entries.is_average_cost_item,
        -- An adjustment of a revaluation follows the revaluation it adjusts.
        coalesce(original.partial_revaluation, later.partial_revaluation) as is_partial,
        coalesce(original.value_entry_no, later.value_entry_no) as revaluation_entry_no,
        coalesce(original.valuation_date, later.valuation_date, later.posting_date) as revaluation_date,
        case
            when later.partial_revaluation and later.valued_quantity <> 0 then later.valued_quantity
            else entries.quantity
        end as revalued_quantity,
        case
            when average_cost_periods.average_cost_calc_type = 'Item' then '' else entries.location_code
        end as pool_location_code,
        case
            when average_cost_periods.average_cost_calc_type = 'Item' then '' else entries.variant_code
        end as pool_variant_code,
        average_cost_periods.period_start as pool_period_start,
        cast(later.cost_amount_actual + later.cost_amount_expected as decimal(38, 5)) as cost_amount
    from later_value_entries as later
    inner join entries
        on later.item_ledger_entry_key = entries.item_ledger_entry_key
    left join value_entries as original
        on
            later.applies_to_entry_key = original.value_entry_key
            and later.applies_to_entry <> 0
            and original.entry_type = 'Revaluation'
    left join average_cost_periods
        on
            entries.company_no = average_cost_periods.company_no
            and coalesce(later.valuation_date, later.posting_date) = average_cost_periods.valuation_date
    where
        entries.is_receipt
        and (later.entry_type <> 'Direct Cost' or entries.cost_source = 'pool')
        and later.cost_amount_actual + later.cost_amount_expected <> 0
)

select * from final
