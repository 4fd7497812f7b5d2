-- Causes not_inventoriable, invalid_combination, missing_*, blocked_* and not_queued: Post Inventory Cost to G/L passes
-- the value entry over. A reason found on one leg holds back every open leg of the value entry. Also
-- expected_cost_posting_off on other legs than those of expected cost, which have causes of their own unless they are
-- not inventoriable.

with open_legs as (
    select * from {{ ref('int_open_legs') }}
),

skip_reasons as (
    select
        value_entry_key,
        reason
    from {{ ref('int_value_entry_skip_reasons') }}
),

legs_with_reason as (
    select
        open_legs.*,
        skip_reasons.reason
    from open_legs
    inner join skip_reasons on open_legs.value_entry_key = skip_reasons.value_entry_key
    where skip_reasons.reason = 'not_inventoriable' or not open_legs.is_expected_cost_not_posted
),

final as (
    select
        {{ leg_finding('open_leg', 'reason', '-open_amount') }}
    from legs_with_reason
)

select * from final
