-- Why WIP accounts and calculated WIP differ at the end of the reporting period: one row per company, WIP account,
-- cause, project and entry. Amount: contribution to the difference G/L - WIP, debit positive; the rows of an account
-- sum to its difference.

with findings as (
    select * from {{ ref('int_project_wip_run_findings') }}

    union all

    select * from {{ ref('int_project_wip_posting_findings') }}

    union all

    select * from {{ ref('int_project_wip_gl_findings') }}
),

accounts as (
    select * from {{ ref('int_project_wip_gl_accounts') }}
),

causes as (
    select * from {{ ref('project_wip_reconciliation_causes') }}
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

texts as (
    select
        findings.*,
        accounts.company,
        causes.sentence,
        period.period_end,
        {{ format_amount('findings.amount') }} as amount_text,
        case when findings.amount < 0 then ' (credit)' else ' (debit)' end as amount_side,
        case when findings.amount < 0 then ' (debit)' else ' (credit)' end as opposite_side
    from findings
    cross join period
    inner join accounts
        on
            findings.company_no = accounts.company_no
            and findings.gl_account_no = accounts.gl_account_no
    inner join causes
        on findings.cause = causes.cause
),

{% set words = [
    ('amount', 'amount_text || amount_side'),
    ('opposite', 'amount_text || opposite_side'),
    ('account', 'gl_account_no'),
    ('project', "coalesce(nullif(project_no, ''), '(none)')"),
    ('gl_entry', 'cast(gl_entry_no as varchar)'),
    ('date', 'cast(posting_date as varchar)'),
    ('other_date', "coalesce(cast(other_date as varchar), '')"),
    ('period_end', 'cast(period_end as varchar)'),
    ('document', "coalesce(nullif(document_no, ''), '(none)')"),
    ('user', "coalesce(nullif(user_id, ''), '(unknown)')"),
    ('source_code', "coalesce(nullif(source_code, ''), '(blank)')"),
] %}
final as (
    select
        company,
        gl_account_no,
        cause,
        cast(amount as decimal(38, 5)) as amount,
        pair_id,
        project_no,
        cast(job_wip_gl_entry_no as bigint) as job_wip_gl_entry_no,
        cast(gl_entry_no as bigint) as gl_entry_no,
        posting_date,
        document_no,
        source_code,
        user_id,
        created_at,
        {{ fill_in('sentence', words) }} as explanation
    from texts
)

select * from final
