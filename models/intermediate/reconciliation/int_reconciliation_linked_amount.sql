-- Causes rounding and linked_amount_mismatch: the G/L entry is related to value entries, but holds another amount than
-- their legs. Up to one rounding unit per relation row it is rounding.

with gl_entries_to_explain as (
    select
        *,
        case when relation_count = 1 then first_value_entry_key else 0 end as only_value_entry_key
    from {{ ref('int_gl_entries_to_explain') }}
    where value_entry_count > 0
),

general_ledger_setups as (
    select
        company_no,
        amount_rounding_precision
    from {{ ref('stg_bc__general_ledger_setups') }}
),

-- BC rounds to 0.01 where the setup is blank.
linked_entries as (
    select
        gl_entries_to_explain.*,
        coalesce(nullif(general_ledger_setups.amount_rounding_precision, 0), 0.01) as rounding_precision
    from gl_entries_to_explain
    left join general_ledger_setups on gl_entries_to_explain.company_no = general_ledger_setups.company_no
),

final as (
    select
        {{ gl_entry_finding("'rounding'", value_entry_key='only_value_entry_key') }}
    from linked_entries
    where abs(remainder) <= rounding_precision * relation_count
    union all
    select
        {{ gl_entry_finding("'linked_amount_mismatch'", value_entry_key='only_value_entry_key') }}
    from linked_entries
)

select * from final
