-- What the load of the export noticed and went on with: one row per table, column and file.

with warnings as (
    select * from {{ ref('stg_export__warnings') }}
),

tables as (
    select * from {{ ref('stg_export__tables') }}
),

final as (
    select
        -- A file may hold several companies.
        '' as company,
        tables.table_name,
        warnings.column_name,
        warnings.source_file as file_name,
        warnings.message
    from warnings
    left join tables on warnings.source_table = tables.source_table
)

select * from final
