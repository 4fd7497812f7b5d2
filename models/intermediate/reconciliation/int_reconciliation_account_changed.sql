-- Causes account_deleted (the G/L entry has a blank account) and account_mapping_changed (it stands on another account
-- than today's setup names): - on today's account at the value entry's date, + on the account of the G/L entry at its
-- date. Only the + where today's setup names no account.

with posted_legs_elsewhere as (
    select
        *,
        case when gl_account_no = '' then 'account_deleted' else 'account_mapping_changed' end as cause,
        'G/L entry ' || cast({{ entry_no_of_key('gl_entry_key') }} as varchar) as pair_id
    from {{ ref('int_posted_legs_elsewhere') }}
    where leg_account_no <> gl_account_no or gl_account_no = ''
),

period as (
    select * from {{ ref('int_reporting_period') }}
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
    inner join period on leg_posting_date between period.period_start and period.period_end
    where leg_account_no <> ''
),

-- One G/L entry may stand for many value entries.
accounts_posted_to as (
    select
        posted_legs_elsewhere.company_no,
        case when count(*) = 1 then min(posted_legs_elsewhere.value_entry_key) else 0 end as value_entry_key,
        0 as leg_kind,
        posted_legs_elsewhere.gl_entry_key,
        posted_legs_elsewhere.gl_account_no,
        min(posted_legs_elsewhere.leg_account_no) as other_account_no,
        sum(posted_legs_elsewhere.fitted_amount) as fitted_amount,
        posted_legs_elsewhere.cause,
        posted_legs_elsewhere.pair_id
    from posted_legs_elsewhere
    inner join period
        on
            {{ falls_in_period(
                'posted_legs_elsewhere', 'period.period_start', 'period.period_end', 'gl_posting_date'
            ) }}
    group by
        posted_legs_elsewhere.company_no,
        posted_legs_elsewhere.gl_entry_key,
        posted_legs_elsewhere.gl_account_no,
        posted_legs_elsewhere.cause,
        posted_legs_elsewhere.pair_id
),

final as (
    select
        {{ leg_finding(
            'leg_elsewhere', 'cause', '-fitted_amount', gl_entry_key='gl_entry_key', pair_id='pair_id',
            other_account_no='other_account_no'
        ) }}
    from todays_accounts
    union all
    select
        {{ leg_finding(
            'entry_elsewhere', 'cause', 'fitted_amount', gl_entry_key='gl_entry_key', pair_id='pair_id',
            other_account_no='other_account_no'
        ) }}
    from accounts_posted_to
)

select * from final
