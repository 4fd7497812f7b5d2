-- Ledger rows that share an entry number with the row that counts: one row per company, ledger and entry number.

with duplicates as (
    select * from {{ ref('stg_export__duplicate_rows') }}
),

ledgers as (
    select * from {{ ref('bc_tables') }}
    where is_ledger
),

final as (
    select
        duplicates.company,
        'duplicate_entry_no' as check_name,
        ledgers.table_name,
        duplicates.entry_no,
        '' as item_no,
        'row version ' || cast(max(duplicates.listed_row_version) as varchar)
        || ' is left out, ' || cast(max(duplicates.kept_row_version) as varchar) || ' counts' as found
    from duplicates
    inner join ledgers on duplicates.source_table = ledgers.source_table
    group by duplicates.company, ledgers.table_name, duplicates.entry_no
)

select * from final
