-- Cause posting_date_differs: G/L entry and value entry agree in the account, but exactly one of their dates lies in
-- the period: - where it is the value entry's, + where it is the G/L entry's. A closing date counts as its own day.

with posted_legs_elsewhere as (
    select
        posted_legs_elsewhere.*,
        (
            posted_legs_elsewhere.leg_posting_date between period.period_start and period.period_end
        ) as is_leg_in_period,
        {{ falls_in_period(
            'posted_legs_elsewhere', 'period.period_start', 'period.period_end', 'gl_posting_date'
        ) }} as is_entry_in_period,
        'G/L entry ' || cast({{ entry_no_of_key('posted_legs_elsewhere.gl_entry_key') }} as varchar) as pair_id
    from {{ ref('int_posted_legs_elsewhere') }} as posted_legs_elsewhere
    cross join {{ ref('int_reporting_period') }} as period
    where
        posted_legs_elsewhere.leg_account_no = posted_legs_elsewhere.gl_account_no
        and posted_legs_elsewhere.gl_account_no <> ''
),

legs_in_period as (
    select *
    from posted_legs_elsewhere
    where is_leg_in_period and not is_entry_in_period
),

entries_in_period as (
    select
        company_no,
        case when count(*) = 1 then min(value_entry_key) else 0 end as value_entry_key,
        0 as leg_kind,
        gl_entry_key,
        gl_account_no,
        min(leg_posting_date) as leg_posting_date,
        sum(fitted_amount) as fitted_amount,
        pair_id
    from posted_legs_elsewhere
    where is_entry_in_period and not is_leg_in_period
    group by company_no, gl_entry_key, gl_account_no, pair_id
),

final as (
    select
        {{ leg_finding(
            'leg_elsewhere', "'posting_date_differs'", '-fitted_amount', gl_entry_key='gl_entry_key',
            pair_id='pair_id', other_date='gl_posting_date'
        ) }}
    from legs_in_period
    union all
    select
        {{ leg_finding(
            'entry_elsewhere', "'posting_date_differs'", 'fitted_amount', gl_entry_key='gl_entry_key',
            pair_id='pair_id', other_date='leg_posting_date'
        ) }}
    from entries_in_period
)

select * from final
