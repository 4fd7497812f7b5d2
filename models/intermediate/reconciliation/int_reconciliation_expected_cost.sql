-- Causes expected_cost_stranded and expected_cost_posting_off: expected cost while Inventory Setup does not post it.
-- Where some expected cost of the item ledger entry was posted before, its reversal can never follow. The only cause
-- that comes before these is not_inventoriable, so no other is looked for. Legs of a company that never posts expected
-- cost stay open for ever: those from before the period are added up per account.

with open_legs as (
    select
        open_legs.company_no,
        open_legs.value_entry_key,
        open_value_entries.item_ledger_entry_key,
        open_legs.leg_kind,
        open_legs.gl_account_no,
        open_legs.open_amount,
        open_legs.counts_in_period
    from {{ ref('int_open_legs') }} as open_legs
    inner join {{ ref('int_open_value_entries') }} as open_value_entries
        on open_legs.value_entry_key = open_value_entries.value_entry_key
    where open_legs.is_expected_cost_not_posted
),

not_inventoriable as (
    select value_entry_key
    from {{ ref('int_value_entry_skip_reasons') }}
    where reason = 'not_inventoriable'
    group by value_entry_key
),

entries_with_posted_expected_cost as (
    select item_ledger_entry_key
    from {{ ref('stg_bc__value_entries') }}
    where
        (expected_cost_posted_to_gl <> 0 or expected_cost_posted_to_gl_acy <> 0)
        and item_ledger_entry_no <> 0
        and item_ledger_entry_key in (select open_legs.item_ledger_entry_key from open_legs)
    group by item_ledger_entry_key
),

legs as (
    select
        open_legs.company_no,
        open_legs.value_entry_key,
        open_legs.leg_kind,
        open_legs.gl_account_no,
        open_legs.open_amount,
        open_legs.counts_in_period,
        case
            when posted.item_ledger_entry_key is null then 'expected_cost_posting_off'
            else 'expected_cost_stranded'
        end as cause
    from open_legs
    left join not_inventoriable on open_legs.value_entry_key = not_inventoriable.value_entry_key
    left join entries_with_posted_expected_cost as posted
        on open_legs.item_ledger_entry_key = posted.item_ledger_entry_key
    where not_inventoriable.value_entry_key is null
),

legs_before_period as (
    select
        company_no,
        0 as value_entry_key,
        0 as leg_kind,
        gl_account_no,
        sum(open_amount) as open_amount,
        counts_in_period,
        cause
    from legs
    where not counts_in_period
    group by company_no, gl_account_no, counts_in_period, cause
),

final as (
    select
        {{ leg_finding('open_leg', 'cause', '-open_amount') }}
    from legs
    where counts_in_period
    union all
    select
        {{ leg_finding('open_leg', 'cause', '-open_amount') }}
    from legs_before_period
)

select * from final
