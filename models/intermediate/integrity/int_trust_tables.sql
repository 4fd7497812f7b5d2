-- Are the tables of each company there, and did anything odd happen to their rows? One row per company, check, table.

with audit as (
    select * from {{ ref('stg_export__audit') }}
),

dictionary as (
    select * from {{ ref('bc_tables') }}
),

companies as (
    select company from {{ ref('stg_export__companies') }}
),

rows_by_company as (
    select
        companies.company,
        dictionary.table_name,
        dictionary.is_required,
        dictionary.is_ledger,
        coalesce(audit.rows_staged, 0) as rows_staged,
        coalesce(audit.rows_duplicate, 0) as rows_duplicate,
        coalesce(audit.rows_deleted, 0) as rows_deleted
    from companies
    cross join dictionary
    left join audit on companies.company = audit.company and dictionary.source_table = audit.source_table
),

rows_per_table as (
    select
        company,
        'rows' as check_name,
        table_name,
        cast(rows_staged as decimal(38, 5)) as figure,
        case when is_required and rows_staged = 0 then 'stop' else 'ok' end as status,
        case
            when is_required and rows_staged = 0
                then 'No row of this company. Was the table exported for it?'
            else cast(rows_staged as varchar) || ' rows.'
        end as message
    from rows_by_company
    where rows_staged > 0 or is_required
),

duplicates as (
    select
        company,
        'duplicates' as check_name,
        table_name,
        cast(rows_duplicate as decimal(38, 5)) as figure,
        case when rows_duplicate > 0 then 'warn' else 'ok' end as status,
        case
            when rows_duplicate > 0
                then
                    'Rows with the primary key of another row (a rolled-back transaction): '
                    || cast(rows_duplicate as varchar) || '. The newer one counts; export the table again.'
            else 'No entry number occurs twice.'
        end as message
    from rows_by_company
    where is_ledger and rows_staged > 0
),

deleted as (
    select
        company,
        'deleted_rows' as check_name,
        table_name,
        cast(rows_deleted as decimal(38, 5)) as figure,
        case when rows_deleted > 0 then 'warn' else 'ok' end as status,
        case
            when rows_deleted > 0
                then
                    'Rows that belong to deletions: ' || cast(rows_deleted as varchar)
                    || '. Ledger entries are only deleted by date compression or by hand.'
            else 'No ledger entry was deleted.'
        end as message
    from rows_by_company
    where is_ledger and rows_staged > 0
),

final as (
    select * from rows_per_table
    union all
    select * from duplicates
    union all
    select * from deleted
)

select * from final
