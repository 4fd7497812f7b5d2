-- G/L entries on WIP accounts that no WIP posting made: one row per G/L entry up to the end of the reporting period,
-- with the first cause that fits. Amount: contribution to the difference G/L - WIP, debit positive.

with gl_entries as (
    select * from {{ ref('int_project_wip_gl_entries') }}
    where not is_wip_posting and is_in_balance
),

-- Before a company's first run an entry can only be an opening balance.
first_runs as (
    select
        company_no,
        min(posting_date) as posting_date
    from {{ ref('int_project_wip_posted_legs') }}
    group by company_no
),

final as (
    select
        gl_entries.company_no,
        gl_entries.gl_account_no,
        gl_entries.project_no,
        case
            when gl_entries.is_closing then 'year_end_closing'
            when gl_entries.is_compression then 'date_compressed_summary'
            when gl_entries.is_inventory_posting then 'inventory_posting'
            when gl_entries.reversed then 'reversed_pair'
            when gl_entries.posting_date < first_runs.posting_date then 'opening_balance'
            when gl_entries.is_document then 'document_gl_line'
            when gl_entries.is_currency_adjustment then 'currency_adjustment'
            when gl_entries.is_consolidation then 'consolidation'
            when gl_entries.is_journal then 'direct_posting'
            when not gl_entries.is_known_source_code and not gl_entries.system_created_entry then 'direct_posting'
            else 'other_system_posting'
        end as cause,
        gl_entries.amount,
        case
            when gl_entries.reversed
                then
                    'reversal '
                    || cast(
                        case
                            when gl_entries.reversed_entry_no <> 0 then gl_entries.reversed_entry_no
                            else gl_entries.gl_entry_no
                        end as varchar
                    )
            else ''
        end as pair_id,
        cast(0 as bigint) as job_wip_gl_entry_no,
        gl_entries.gl_entry_no,
        gl_entries.posting_date,
        gl_entries.document_no,
        gl_entries.source_code,
        gl_entries.user_id,
        gl_entries.system_created_at as created_at,
        cast(null as date) as other_date
    from gl_entries
    left join first_runs
        on gl_entries.company_no = first_runs.company_no
    where gl_entries.amount <> 0
)

select * from final
