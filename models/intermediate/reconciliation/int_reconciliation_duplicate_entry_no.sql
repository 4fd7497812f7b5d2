-- Cause duplicate_entry_no: a row of a ledger that was left out because another row with the same number counts; listed
-- with amount 0 and no account, at the date of the row that counts. One row per duplicated entry.

with duplicates as (
    select
        companies.company_no,
        duplicates.source_table,
        {{ entry_key('duplicates.entry_no', 'companies.company_no') }} as entry_key
    from {{ ref('stg_export__duplicate_rows') }} as duplicates
    inner join {{ ref('stg_export__companies') }} as companies on duplicates.company = companies.company
    where duplicates.source_table in ('value_entry', 'gl_entry')
    group by companies.company_no, duplicates.source_table, duplicates.entry_no
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

value_entries as (
    select
        duplicates.company_no,
        duplicates.entry_key as value_entry_key,
        0 as gl_entry_key
    from duplicates
    inner join {{ ref('stg_bc__value_entries') }} as value_entries
        on duplicates.entry_key = value_entries.value_entry_key
    inner join period on value_entries.posting_date between period.period_start and period.period_end
    where duplicates.source_table = 'value_entry'
),

gl_entries as (
    select
        duplicates.company_no,
        0 as value_entry_key,
        duplicates.entry_key as gl_entry_key
    from duplicates
    inner join {{ ref('stg_bc__gl_entries') }} as gl_entries
        on duplicates.entry_key = gl_entries.gl_entry_key
    inner join period on {{ falls_in_period('gl_entries', 'period.period_start', 'period.period_end') }}
    where duplicates.source_table = 'gl_entry'
),

entries as (
    select * from value_entries
    union all
    select * from gl_entries
),

final as (
    select
        company_no,
        'export' as part,
        value_entry_key,
        0 as leg_kind,
        gl_entry_key,
        '' as gl_account_no,
        cast(0 as decimal(38, 5)) as amount,
        'duplicate_entry_no' as cause,
        '' as pair_id,
        '' as other_account_no,
        cast(null as date) as other_date,
        true as counts_in_period,
        true as counts_to_date
    from entries
)

select * from final
