-- Does an entry name another with a number beyond the highest that was exported? Then that table was exported
-- earlier than this one (skew). One row per company and pair of exported tables.
{%- set pairs = [
    ('stg_bc__gl_item_ledger_relations', 'gl_entry_no', 'G/L - Item Ledger Relation',
     'stg_bc__gl_entries', 'gl_entry_no', 'G/L Entry'),
    ('stg_bc__gl_item_ledger_relations', 'value_entry_no', 'G/L - Item Ledger Relation',
     'stg_bc__value_entries', 'value_entry_no', 'Value Entry'),
    ('stg_bc__value_entries', 'item_ledger_entry_no', 'Value Entry',
     'stg_bc__item_ledger_entries', 'item_ledger_entry_no', 'Item Ledger Entry'),
    ('stg_bc__value_entries', 'capacity_ledger_entry_no', 'Value Entry',
     'stg_bc__capacity_ledger_entries', 'capacity_ledger_entry_no', 'Capacity Ledger Entry'),
    ('stg_bc__item_application_entries', 'item_ledger_entry_no', 'Item Application Entry',
     'stg_bc__item_ledger_entries', 'item_ledger_entry_no', 'Item Ledger Entry'),
    ('stg_bc__post_value_entries_to_gl', 'value_entry_no', 'Post Value Entry to G/L',
     'stg_bc__value_entries', 'value_entry_no', 'Value Entry')
] %}

with exported_tables as (
    select table_name
    from {{ ref('stg_export__tables') }}
    where is_exported
),

pairs as (
    {% for naming, naming_no, naming_table, named, named_no, named_table in pairs -%}
    select
        naming.company,
        '{{ naming_table }}' as naming_table,
        '{{ named_table }}' as named_table,
        naming.highest_named,
        coalesce(named.highest_exported, 0) as highest_exported
    from (
        select
            company,
            max({{ naming_no }}) as highest_named
        from {{ ref(naming) }}
        group by company
    ) as naming
    left join (
        select
            company,
            max({{ named_no }}) as highest_exported
        from {{ ref(named) }}
        group by company
    ) as named on naming.company = named.company
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

final as (
    select
        pairs.company,
        'skew' as check_name,
        pairs.naming_table || ' / ' || pairs.named_table as table_name,
        cast(pairs.highest_named - pairs.highest_exported as decimal(38, 5)) as figure,
        case when pairs.highest_named > pairs.highest_exported then 'stop' else 'ok' end as status,
        case
            when pairs.highest_named > pairs.highest_exported
                then
                    pairs.naming_table || ' names entry ' || cast(pairs.highest_named as varchar)
                    || ', but ' || pairs.named_table || ' ends at ' || cast(pairs.highest_exported as varchar)
                    || ': it was exported earlier (export it again), or the entry named never existed'
                    || ' (see fct_ledger_integrity_issues).'
            else 'Names no entry beyond the highest exported.'
        end as message
    from pairs
    inner join exported_tables on pairs.named_table = exported_tables.table_name
)

select * from final
