-- fct_value_entries has every staged value entry exactly once: same number of rows, same sum of keys and amounts.
-- (A lookup of a key that lost or doubled entries shows here without grouping the whole ledger.)

with staged as (
    select
        count(*) as entries,
        sum(value_entry_key) as keys,
        coalesce(sum(cost_amount_actual), 0) as cost_amount_actual
    from {{ ref('stg_bc__value_entries') }}
),

facts as (
    select
        count(*) as entries,
        sum(value_entry_key) as keys,
        coalesce(sum(cost_amount_actual), 0) as cost_amount_actual
    from {{ ref('fct_value_entries') }}
)

select
    staged.entries as staged_entries,
    facts.entries as fact_entries,
    staged.cost_amount_actual as staged_cost,
    facts.cost_amount_actual as fact_cost
from staged
cross join facts
where
    staged.entries <> facts.entries
    or staged.keys is distinct from facts.keys
    or staged.cost_amount_actual <> facts.cost_amount_actual
