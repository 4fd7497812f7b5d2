{{ config(severity='warn', store_failures=true) }}
-- An accepted item that no reconciling item of the period matches any more is cleared, or never was: take it out.
-- A build limited to some companies says nothing about the others.

with acceptances as (
    select * from {{ ref('accepted_reconciling_items') }}
    {% if parameter('companies') %}
    where company in (select companies.company from {{ ref('stg_export__companies') }} as companies)
    {% endif %}
),

items as (
    select * from {{ ref('fct_reconciliation_items') }}
),

final as (
    select
        acceptances.company,
        acceptances.gl_account_no,
        acceptances.cause,
        acceptances.value_entry_no,
        acceptances.gl_entry_no,
        acceptances.reason,
        acceptances.accepted_by,
        acceptances.accepted_until
    from acceptances
    left join items
        on
            acceptances.company = items.company
            and coalesce(acceptances.gl_account_no, '') = items.gl_account_no
            and acceptances.cause = items.cause
            and coalesce(acceptances.value_entry_no, items.value_entry_no) = items.value_entry_no
            and coalesce(acceptances.gl_entry_no, items.gl_entry_no) = items.gl_entry_no
    where items.company is null
)

select * from final
