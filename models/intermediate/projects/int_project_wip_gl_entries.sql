-- G/L entries on WIP accounts, of all dates: one row per G/L entry, debit positive, with what the company uses its
-- source code for.

with accounts as (
    select
        company_no,
        gl_account_no
    from {{ ref('int_project_wip_gl_accounts') }}
),

source_codes as (
    select * from {{ ref('int_source_code_usages') }}
),

gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

period as (
    select period_end from {{ ref('int_reporting_period') }}
),

final as (
    select
        gl_entries.company_no,
        gl_entries.gl_entry_no,
        gl_entries.gl_account_no,
        gl_entries.job_no as project_no,
        gl_entries.posting_date,
        -- A closing date lies behind its day: a balance of that day leaves it out.
        gl_entries.posting_date < period.period_end
        or (gl_entries.posting_date = period.period_end and not gl_entries.is_closing_date) as is_in_balance,
        gl_entries.document_no,
        gl_entries.amount,
        gl_entries.source_code,
        gl_entries.user_id,
        gl_entries.system_created_at,
        gl_entries.system_created_entry,
        gl_entries.reversed,
        gl_entries.reversed_entry_no,
        gl_entries.reversed_by_entry_no,
        coalesce(source_codes.is_project_wip, false) as is_wip_posting,
        source_codes.source_code is not null as is_known_source_code,
        gl_entries.is_closing_date or coalesce(source_codes.is_closing, false) as is_closing,
        coalesce(source_codes.is_compression, false) as is_compression,
        coalesce(source_codes.is_inventory_posting, false) as is_inventory_posting,
        coalesce(source_codes.is_document, false) as is_document,
        coalesce(source_codes.is_currency_adjustment, false) as is_currency_adjustment,
        coalesce(source_codes.is_consolidation, false) as is_consolidation,
        coalesce(source_codes.is_journal, false) as is_journal
    from gl_entries
    cross join period
    inner join accounts
        on
            gl_entries.company_no = accounts.company_no
            and gl_entries.gl_account_no = accounts.gl_account_no
    left join source_codes
        on
            gl_entries.company_no = source_codes.company_no
            and gl_entries.source_code = source_codes.source_code
)

select * from final
