-- What every run found: one row per run, company, account, period and cause, so that a dashboard shows when a
-- difference appeared and when it was cleared. A cause that the last run of the same period showed and this one does
-- not has one row with amount 0 (is_cleared). Earlier rows are carried on unchanged. A company that is not in this run
-- has no row of it: nothing was found, and nothing cleared.

with earlier_rows as (
    select * from {{ ref('int_reconciliation_history_before') }}
),

items as (
    select * from {{ ref('fct_reconciliation_items') }}
),

differences as (
    select * from {{ ref('int_gl_account_differences') }}
),

this_run as (
    select
        period_start,
        period_end,
        '{{ invocation_id }}' as run_id,
        cast('{{ run_time() }}' as timestamp) as run_at
    from {{ ref('int_reporting_period') }}
),

causes_now as (
    select
        company,
        gl_account_no,
        cause,
        sum(amount) as amount,
        count(*) as item_count,
        min(posting_date) as first_posting_date
    from items
    group by company, gl_account_no, cause
),

companies as (
    select company from {{ ref('stg_export__companies') }}
),

last_rows_of_period as (
    select
        earlier_rows.company,
        earlier_rows.gl_account_no,
        earlier_rows.cause,
        earlier_rows.first_seen_at,
        earlier_rows.is_cleared
    from earlier_rows
    inner join this_run
        on
            earlier_rows.period_start = this_run.period_start
            and earlier_rows.period_end = this_run.period_end
    inner join companies on earlier_rows.company = companies.company
    qualify rank() over (
        partition by earlier_rows.company
        order by earlier_rows.run_at desc, earlier_rows.run_id desc
    ) = 1
),

still_open_before as (
    select
        company,
        gl_account_no,
        cause,
        first_seen_at
    from last_rows_of_period
    where not is_cleared
),

causes as (
    select
        coalesce(causes_now.company, still_open_before.company) as company,
        coalesce(causes_now.gl_account_no, still_open_before.gl_account_no) as gl_account_no,
        coalesce(causes_now.cause, still_open_before.cause) as cause,
        coalesce(causes_now.amount, 0) as amount,
        coalesce(causes_now.item_count, 0) as item_count,
        causes_now.first_posting_date,
        still_open_before.first_seen_at,
        causes_now.company is null as is_cleared
    from causes_now
    full outer join still_open_before
        on
            causes_now.company = still_open_before.company
            and causes_now.gl_account_no = still_open_before.gl_account_no
            and causes_now.cause = still_open_before.cause
),

rows_of_this_run as (
    select
        causes.company,
        this_run.run_id,
        this_run.run_at,
        causes.gl_account_no,
        this_run.period_start,
        this_run.period_end,
        causes.cause,
        cast(causes.amount as decimal(38, 5)) as amount,
        cast(coalesce(differences.difference, 0) as decimal(38, 5)) as account_difference,
        causes.item_count,
        causes.first_posting_date,
        coalesce(causes.first_seen_at, this_run.run_at) as first_seen_at,
        causes.is_cleared
    from causes
    cross join this_run
    left join differences
        on
            causes.company = differences.company
            and causes.gl_account_no = differences.gl_account_no
),

final as (
    select * from rows_of_this_run
    union all
    select
        company,
        run_id,
        run_at,
        gl_account_no,
        period_start,
        period_end,
        cause,
        amount,
        account_difference,
        item_count,
        first_posting_date,
        first_seen_at,
        is_cleared
    from earlier_rows
)

select * from final
