-- Relation rows that lead to an entry which is not in the export, one row per G/L entry, value entry and missing side.
-- is_proven: the entry did exist, since its number lies beyond the highest exported one of its table or in the range of
-- a register (G/L Register; Item Register). A value entry without such proof may never have existed.

with relations as (
    select * from {{ ref('int_gl_relations_open') }}
    where not is_gl_entry_exported or not is_value_entry_exported
),

missing_entries as (
    select
        'gl_entry' as missing_table,
        company,
        company_no,
        gl_entry_key,
        value_entry_key,
        gl_entry_no as missing_entry_no
    from relations
    where not is_gl_entry_exported
    union all
    select
        'value_entry' as missing_table,
        company,
        company_no,
        gl_entry_key,
        value_entry_key,
        value_entry_no as missing_entry_no
    from relations
    where not is_value_entry_exported
),

companies as (
    select company_no
    from missing_entries
    group by company_no
),

last_entries as (
    select
        'gl_entry' as missing_table,
        gl_entries.company_no,
        max(gl_entries.gl_entry_no) as last_entry_no
    from {{ ref('stg_bc__gl_entries') }} as gl_entries
    inner join companies on gl_entries.company_no = companies.company_no
    group by gl_entries.company_no
    union all
    select
        'value_entry' as missing_table,
        value_entries.company_no,
        max(value_entries.value_entry_no) as last_entry_no
    from {{ ref('stg_bc__value_entries') }} as value_entries
    inner join companies on value_entries.company_no = companies.company_no
    group by value_entries.company_no
),

registers as (
    select
        'gl_entry' as missing_table,
        company_no,
        from_entry_no,
        max(to_entry_no) as to_entry_no
    from {{ ref('stg_bc__gl_registers') }}
    where from_entry_no > 0 and company_no in (select companies.company_no from companies)
    group by company_no, from_entry_no
    union all
    select
        'value_entry' as missing_table,
        company_no,
        from_value_entry_no as from_entry_no,
        max(to_value_entry_no) as to_entry_no
    from {{ ref('stg_bc__item_registers') }}
    where from_value_entry_no > 0 and company_no in (select companies.company_no from companies)
    group by company_no, from_value_entry_no
),

latest_registers as (
    {{ latest_before(
        'missing_entries', 'registers', ['missing_table', 'company_no'], 'missing_entry_no', 'from_entry_no', 'to_entry_no'
    ) }}
),

final as (
    select
        latest_registers.missing_table,
        latest_registers.company,
        latest_registers.company_no,
        latest_registers.gl_entry_key,
        latest_registers.value_entry_key,
        latest_registers.missing_entry_no,
        latest_registers.missing_entry_no > coalesce(last_entries.last_entry_no, 0)
        or coalesce(latest_registers.to_entry_no >= latest_registers.missing_entry_no, false) as is_proven
    from latest_registers
    left join last_entries
        on
            latest_registers.missing_table = last_entries.missing_table
            and latest_registers.company_no = last_entries.company_no
)

select * from final
