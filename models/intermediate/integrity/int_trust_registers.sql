-- Do the ledgers hold every entry number that the registers say was posted? One row per company, check and ledger.
-- Registers that were not exported prove nothing and give no row.

with register_ranges as (
    select
        company,
        'G/L Entry' as table_name,
        from_entry_no,
        to_entry_no
    from {{ ref('stg_bc__gl_registers') }}
    union all
    select
        company,
        'Item Ledger Entry' as table_name,
        from_entry_no,
        to_entry_no
    from {{ ref('stg_bc__item_registers') }}
    union all
    select
        company,
        'Value Entry' as table_name,
        from_value_entry_no as from_entry_no,
        to_value_entry_no as to_entry_no
    from {{ ref('stg_bc__item_registers') }}
    union all
    select
        company,
        'Capacity Ledger Entry' as table_name,
        from_capacity_entry_no as from_entry_no,
        to_capacity_entry_no as to_entry_no
    from {{ ref('stg_bc__item_registers') }}
),

registered as (
    select
        company,
        table_name,
        min(from_entry_no) as lowest_registered,
        max(to_entry_no) as highest_registered,
        sum(to_entry_no - from_entry_no + 1) as numbers_registered
    from register_ranges
    where from_entry_no > 0 and to_entry_no >= from_entry_no
    group by company, table_name
),

entries as (
    select
        company,
        'G/L Entry' as table_name,
        gl_entry_no as entry_no
    from {{ ref('stg_bc__gl_entries') }}
    union all
    select
        company,
        'Item Ledger Entry' as table_name,
        item_ledger_entry_no as entry_no
    from {{ ref('stg_bc__item_ledger_entries') }}
    union all
    select
        company,
        'Value Entry' as table_name,
        value_entry_no as entry_no
    from {{ ref('stg_bc__value_entries') }}
    union all
    select
        company,
        'Capacity Ledger Entry' as table_name,
        capacity_ledger_entry_no as entry_no
    from {{ ref('stg_bc__capacity_ledger_entries') }}
),

found as (
    select
        entries.company,
        entries.table_name,
        max(entries.entry_no) as highest_exported,
        count(*) filter (
            where entries.entry_no between registered.lowest_registered and registered.highest_registered
        ) as numbers_found
    from entries
    inner join registered on entries.company = registered.company and entries.table_name = registered.table_name
    group by entries.company, entries.table_name
),

compressed_companies as (
    select company
    from {{ ref('stg_bc__date_compression_registers') }}
    group by company
),

compared as (
    select
        registered.company,
        registered.table_name,
        registered.highest_registered,
        coalesce(found.highest_exported, 0) as highest_exported,
        registered.numbers_registered - coalesce(found.numbers_found, 0) as numbers_missing,
        compressed_companies.company is not null as is_compressed
    from registered
    left join found on registered.company = found.company and registered.table_name = found.table_name
    left join compressed_companies on registered.company = compressed_companies.company
),

highest_number as (
    select
        company,
        'highest_entry_no' as check_name,
        table_name,
        cast(highest_exported - highest_registered as decimal(38, 5)) as figure,
        case
            when highest_exported < highest_registered then 'stop'
            when highest_exported > highest_registered then 'warn'
            else 'ok'
        end as status,
        'Highest entry ' || cast(highest_exported as varchar)
        || ', highest in registers ' || cast(highest_registered as varchar)
        || case
            when highest_exported < highest_registered then ': the ledger was exported too early. Export it again.'
            when highest_exported > highest_registered then ': the register was exported too early.'
            else '.'
        end as message
    from compared
),

gaps as (
    select
        company,
        'registered_gaps' as check_name,
        table_name,
        cast(numbers_missing as decimal(38, 5)) as figure,
        case
            when numbers_missing <= 0 then 'ok'
            when is_compressed then 'warn'
            else 'stop'
        end as status,
        case
            when numbers_missing > 0
                then
                    'Entry numbers in a register but not in the ledger (lost, or date compressed): '
                    || cast(numbers_missing as varchar) || '.'
            else 'Every registered entry number is in the ledger.'
        end as message
    from compared
),

final as (
    select * from highest_number
    union all
    select * from gaps
)

select * from final
