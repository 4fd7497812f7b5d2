-- What Job WIP G/L Entries say was posted and reversed against the G/L entries of WIP posting, by account, project and
-- date: one row per company, WIP account, project and date that do not agree. Amount: contribution to the difference
-- G/L - WIP, debit positive. BC writes the number of the last G/L entry only, and none for a reversal, so sums are
-- compared, not entries.

with accounts as (
    select * from {{ ref('int_project_wip_gl_accounts') }}
),

legs as (
    select legs.*
    from {{ ref('int_project_wip_posted_legs') }} as legs
    inner join accounts
        on
            legs.company_no = accounts.company_no
            and legs.gl_account_no = accounts.gl_account_no
),

gl_entries as (
    select * from {{ ref('int_project_wip_gl_entries') }}
    where is_wip_posting
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

compressions as (
    select
        company_no,
        starting_date,
        ending_date
    from {{ ref('stg_bc__date_compression_registers') }}
    where table_id = 17
),

postings as (
    select
        company_no,
        gl_account_no,
        project_no,
        posting_date,
        job_wip_gl_entry_no,
        cast(null as bigint) as gl_entry_no,
        document_no,
        '' as source_code,
        '' as user_id,
        system_created_at,
        amount as expected_amount,
        cast(0 as decimal(38, 5)) as gl_amount,
        true as is_in_balance
    from legs

    union all

    select
        company_no,
        gl_account_no,
        project_no,
        reversed_on as posting_date,
        job_wip_gl_entry_no,
        cast(null as bigint) as gl_entry_no,
        document_no,
        '' as source_code,
        '' as user_id,
        system_created_at,
        -amount as expected_amount,
        cast(0 as decimal(38, 5)) as gl_amount,
        true as is_in_balance
    from legs
    where reversed_on is not null

    union all

    select
        company_no,
        gl_account_no,
        project_no,
        posting_date,
        cast(null as bigint) as job_wip_gl_entry_no,
        gl_entry_no,
        document_no,
        source_code,
        user_id,
        system_created_at,
        cast(0 as decimal(38, 5)) as expected_amount,
        amount as gl_amount,
        is_in_balance or posting_date <> period.period_end as is_in_balance
    from gl_entries
    cross join period
),

gaps as (
    select
        company_no,
        gl_account_no,
        project_no,
        posting_date,
        is_in_balance,
        min(job_wip_gl_entry_no) as job_wip_gl_entry_no,
        min(gl_entry_no) as gl_entry_no,
        max(document_no) as document_no,
        max(source_code) as source_code,
        max(user_id) as user_id,
        max(system_created_at) as created_at,
        sum(gl_amount) - sum(expected_amount) as amount
    from postings
    group by company_no, gl_account_no, project_no, posting_date, is_in_balance
    having sum(gl_amount) <> sum(expected_amount)
),

-- A gap and its opposite on another day: the entry stands under another date.
ranked as (
    select
        *,
        row_number() over (
            partition by company_no, gl_account_no, project_no, amount
            order by posting_date
        ) as rank_no
    from gaps
),

paired as (
    select
        ranked.*,
        others.posting_date as other_date,
        case
            when others.posting_date is not null
                then
                    'date ' || ranked.project_no || ' '
                    || cast(least(ranked.posting_date, others.posting_date) as varchar) || ' '
                    || cast(greatest(ranked.posting_date, others.posting_date) as varchar)
            else ''
        end as pair_id
    from ranked
    left join ranked as others
        on
            ranked.company_no = others.company_no
            and ranked.gl_account_no = others.gl_account_no
            and ranked.project_no = others.project_no
            and ranked.amount = -others.amount
            and ranked.rank_no = others.rank_no
),

compressed as (
    select
        paired.company_no,
        paired.gl_account_no,
        paired.project_no,
        paired.posting_date
    from paired
    inner join compressions
        on
            paired.company_no = compressions.company_no
            and paired.posting_date between compressions.starting_date and compressions.ending_date
    where paired.gl_entry_no is null
    group by paired.company_no, paired.gl_account_no, paired.project_no, paired.posting_date
),

final as (
    select
        paired.company_no,
        paired.gl_account_no,
        paired.project_no,
        case
            when paired.other_date is not null then 'posting_date_differs'
            when compressed.posting_date is not null then 'date_compressed'
            when paired.gl_entry_no is null then 'wip_posting_not_in_gl'
            when paired.job_wip_gl_entry_no is null then 'wip_posting_unlinked'
            else 'wip_posting_amount_differs'
        end as cause,
        cast(paired.amount as decimal(38, 5)) as amount,
        paired.pair_id,
        coalesce(paired.job_wip_gl_entry_no, 0) as job_wip_gl_entry_no,
        coalesce(paired.gl_entry_no, 0) as gl_entry_no,
        paired.posting_date,
        paired.document_no,
        paired.source_code,
        paired.user_id,
        paired.created_at,
        paired.other_date
    from paired
    inner join period
        on paired.posting_date <= period.period_end and paired.is_in_balance
    left join compressed
        on
            paired.company_no = compressed.company_no
            and paired.gl_account_no = compressed.gl_account_no
            and paired.project_no = compressed.project_no
            and paired.posting_date = compressed.posting_date
)

select * from final
