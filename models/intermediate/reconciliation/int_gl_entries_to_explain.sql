-- G/L entries up to the end of the period on inventory accounts with a part that no posted leg stands behind, one row
-- per G/L entry, debit positive, and what the company uses its source code for. From before the period only the entries
-- on the accounts of the bridge, which alone goes back so far.

with remainders as (
    select
        remainders.*,
        {{ falls_in_period('remainders', 'period.period_start', 'period.period_end') }} as counts_in_period
    from {{ ref('int_gl_remainders') }} as remainders
    cross join {{ ref('int_reporting_period') }} as period
    where {{ falls_up_to('remainders', 'period.period_end') }}
),

bridge_accounts as (
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

source_codes as (
    select * from {{ ref('int_source_code_usages') }}
),

final as (
    select
        remainders.company,
        remainders.company_no,
        remainders.gl_entry_key,
        remainders.gl_entry_no,
        remainders.gl_account_no,
        remainders.posting_date,
        remainders.document_no,
        remainders.amount,
        remainders.source_code,
        remainders.system_created_entry,
        remainders.reversed,
        remainders.reversed_by_entry_no,
        remainders.reversed_entry_no,
        remainders.is_closing_date,
        remainders.remainder,
        remainders.relation_count,
        remainders.value_entry_count,
        remainders.not_exported_count,
        remainders.first_value_entry_key,
        remainders.missing_value_entry_key,
        remainders.counts_in_period,
        source_codes.source_code is not null as is_known_source_code,
        coalesce(source_codes.is_inventory_posting, false) as is_inventory_posting,
        coalesce(source_codes.is_document, false) as is_document,
        coalesce(source_codes.is_compression, false) as is_compression,
        remainders.is_closing_date or coalesce(source_codes.is_closing, false) as is_closing,
        coalesce(source_codes.is_project_wip, false) as is_project_wip,
        coalesce(source_codes.is_currency_adjustment, false) as is_currency_adjustment,
        coalesce(source_codes.is_consolidation, false) as is_consolidation,
        coalesce(source_codes.is_journal, false) as is_journal
    from remainders
    left join bridge_accounts
        on
            remainders.company_no = bridge_accounts.company_no
            and remainders.gl_account_no = bridge_accounts.gl_account_no
    left join source_codes
        on
            remainders.company_no = source_codes.company_no
            and remainders.source_code = source_codes.source_code
    where remainders.counts_in_period or bridge_accounts.gl_account_no is not null
)

select * from final
