-- Causes expected_cost_stranded and expected_cost_posting_off: expected cost while Inventory Setup does not post it.
-- Where some expected cost of the item ledger entry was posted before, its reversal can never follow.

with open_legs as (
    select * from {{ ref('int_open_legs') }}
    where is_expected_cost_not_posted
),

entries_with_posted_expected_cost as (
    select item_ledger_entry_key
    from {{ ref('stg_bc__value_entries') }}
    where
        (expected_cost_posted_to_gl <> 0 or expected_cost_posted_to_gl_acy <> 0)
        and item_ledger_entry_no <> 0
    group by item_ledger_entry_key
),

legs as (
    select
        open_legs.*,
        posted.item_ledger_entry_key is not null as is_stranded
    from open_legs
    left join entries_with_posted_expected_cost as posted
        on open_legs.item_ledger_entry_key = posted.item_ledger_entry_key
),

final as (
    select
        {{ leg_finding(
            'open_leg',
            "case when is_stranded then 'expected_cost_stranded' else 'expected_cost_posting_off' end",
            '-open_amount'
        ) }}
    from legs
)

select * from final
