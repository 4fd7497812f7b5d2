-- Causes account_deleted (the G/L entry has a blank account) and account_mapping_changed (it stands on another account
-- than today's setup names): - on today's account at the value entry's date, + on the account of the G/L entry at its
-- date. Only the + where today's setup names no account. What lies before the period is added up per account.

with posted_legs_elsewhere as (
    select
        posted_legs_elsewhere.*,
        case
            when posted_legs_elsewhere.gl_account_no = '' then 'account_deleted' else 'account_mapping_changed'
        end as cause,
        posted_legs_elsewhere.leg_posting_date between period.period_start and period.period_end as is_leg_in_period,
        {{ falls_in_period(
            'posted_legs_elsewhere', 'period.period_start', 'period.period_end', 'gl_posting_date'
        ) }} as is_entry_in_period,
        posted_legs_elsewhere.leg_posting_date < period.period_start as is_leg_before_period,
        posted_legs_elsewhere.gl_posting_date < period.period_start as is_entry_before_period,
        'G/L entry ' || cast(
            {{ entry_no_of_key('posted_legs_elsewhere.gl_entry_key', 'posted_legs_elsewhere.company_no') }} as varchar
        ) as pair_id
    from {{ ref('int_posted_legs_elsewhere') }} as posted_legs_elsewhere
    cross join {{ ref('int_reporting_period') }} as period
    where
        posted_legs_elsewhere.leg_account_no <> posted_legs_elsewhere.gl_account_no
        or posted_legs_elsewhere.gl_account_no = ''
),

todays_accounts as (
    select
        company_no,
        value_entry_key,
        leg_kind,
        gl_entry_key,
        leg_account_no as gl_account_no,
        gl_account_no as other_account_no,
        fitted_amount,
        cause,
        pair_id
    from posted_legs_elsewhere
    where is_leg_in_period and leg_account_no <> ''
),

-- One G/L entry may stand for many value entries.
accounts_posted_to as (
    select
        company_no,
        case when count(*) = 1 then min(value_entry_key) else 0 end as value_entry_key,
        0 as leg_kind,
        gl_entry_key,
        gl_account_no,
        min(leg_account_no) as other_account_no,
        sum(fitted_amount) as fitted_amount,
        cause,
        pair_id
    from posted_legs_elsewhere
    where is_entry_in_period
    group by company_no, gl_entry_key, gl_account_no, cause, pair_id
),

amounts_before_period as (
    select
        company_no,
        leg_account_no as gl_account_no,
        cause,
        -fitted_amount as amount
    from posted_legs_elsewhere
    where is_leg_before_period and leg_account_no <> ''
    union all
    select
        company_no,
        gl_account_no,
        cause,
        fitted_amount as amount
    from posted_legs_elsewhere
    where is_entry_before_period
),

accounts_before_period as (
    select
        company_no,
        0 as value_entry_key,
        0 as leg_kind,
        gl_account_no,
        sum(amount) as amount,
        cause
    from amounts_before_period
    group by company_no, gl_account_no, cause
),

final as (
    select
        {{ leg_finding(
            'leg_elsewhere', 'cause', '-fitted_amount', gl_entry_key='gl_entry_key', pair_id='pair_id',
            other_account_no='other_account_no', counts_in_period='true'
        ) }}
    from todays_accounts
    union all
    select
        {{ leg_finding(
            'entry_elsewhere', 'cause', 'fitted_amount', gl_entry_key='gl_entry_key', pair_id='pair_id',
            other_account_no='other_account_no', counts_in_period='true'
        ) }}
    from accounts_posted_to
    union all
    select
        {{ leg_finding('leg_elsewhere', 'cause', 'amount', counts_in_period='false') }}
    from accounts_before_period
)

select * from final
