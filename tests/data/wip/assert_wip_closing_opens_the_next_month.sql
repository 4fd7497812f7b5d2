-- Warns where BC's own rule breaks closing = next opening, and names the entries: what a value entry adds to the month
-- it is dated in is not what it adds to the opening of later months. Revaluations of consumption and of output that is
-- still expected do so, and entries that are neither consumption, capacity nor output.
{{ config(severity='warn', store_failures=true) }}

with wip_entries as (
    select * from {{ ref('int_wip_entries') }}
),

history as (
    select * from {{ ref('fct_wip_valuation_monthly') }}
),

compared as (
    select
        history.company,
        history.production_order_no,
        history.status,
        history.period_start,
        wip_entries.value_entry_no,
        wip_entries.posting_date,
        wip_entries.item_ledger_entry_type,
        wip_entries.entry_type,
        wip_entries.consumption + wip_entries.capacity
        + case
            when history.is_expected_output_cleared then wip_entries.output - wip_entries.output_revaluation
            else wip_entries.output
        end as in_closing,
        wip_entries.opening_effect as in_next_opening
    from wip_entries
    inner join history
        on
            wip_entries.company = history.company
            and wip_entries.production_order_no = history.production_order_no
            and {{ first_day_of_month('wip_entries.posting_date') }} = history.period_start
)

select
    *,
    in_closing - in_next_opening as closing_less_next_opening
from compared
where in_closing <> in_next_opening
