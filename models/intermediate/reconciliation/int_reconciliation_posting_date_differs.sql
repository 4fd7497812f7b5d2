-- Cause posting_date_differs: G/L entry and value entry agree in the account, but exactly one of their dates lies in
-- the period: - where it is the value entry's, + where it is the G/L entry's. A closing date counts as its own day.
-- The same for all dates up to the end of the period, added up per account.

with posted_legs_elsewhere as (
    select
        posted_legs_elsewhere.*,
        (
            posted_legs_elsewhere.leg_posting_date between period.period_start and period.period_end
        ) as is_leg_in_period,
        {{ falls_in_period(
            'posted_legs_elsewhere', 'period.period_start', 'period.period_end', 'gl_posting_date'
        ) }} as is_entry_in_period,
        posted_legs_elsewhere.leg_posting_date <= period.period_end as is_leg_to_date,
        {{ falls_up_to('posted_legs_elsewhere', 'period.period_end', 'gl_posting_date') }} as is_entry_to_date,
        'G/L entry ' || cast(
            {{ entry_no_of_key('posted_legs_elsewhere.gl_entry_key', 'posted_legs_elsewhere.company_no') }} as varchar
        ) as pair_id
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

accounts_to_date as (
    select
        company_no,
        0 as value_entry_key,
        0 as leg_kind,
        gl_account_no,
        sum(case when is_leg_to_date then -fitted_amount else fitted_amount end) as amount
    from posted_legs_elsewhere
    where is_leg_to_date <> is_entry_to_date
    group by company_no, gl_account_no
),

final as (
    select
        {{ leg_finding(
            'leg_elsewhere', "'posting_date_differs'", '-fitted_amount', gl_entry_key='gl_entry_key',
            pair_id='pair_id', other_date='gl_posting_date', counts_in_period='true', counts_to_date='false'
        ) }}
    from legs_in_period
    union all
    select
        {{ leg_finding(
            'entry_elsewhere', "'posting_date_differs'", 'fitted_amount', gl_entry_key='gl_entry_key',
            pair_id='pair_id', other_date='leg_posting_date', counts_in_period='true', counts_to_date='false'
        ) }}
    from entries_in_period
    union all
    select
        {{ leg_finding('leg_elsewhere', "'posting_date_differs'", 'amount', counts_in_period='false') }}
    from accounts_to_date
)

select * from final
