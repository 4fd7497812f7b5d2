-- Reconciling items and whether a controller has accepted them (seed accepted_reconciling_items): one row per item. An
-- entry number that the seed leaves empty stands for every entry of the account and cause. Acceptance ends after its
-- last day; an accepted item stays in the difference and stops alarming.

with items as (
    select
        company,
        gl_account_no,
        cause,
        value_entry_no,
        gl_entry_no,
        amount
    from {{ ref('fct_reconciliation_items') }}
),

acceptances as (
    select * from {{ ref('accepted_reconciling_items') }}
    where accepted_until is null or accepted_until >= cast(cast('{{ run_time() }}' as timestamp) as date)
),

final as (
    select
        items.company,
        items.gl_account_no,
        items.cause,
        items.value_entry_no,
        items.gl_entry_no,
        items.amount,
        count(acceptances.cause) > 0 as is_accepted
    from items
    left join acceptances
        on
            items.company = acceptances.company
            and items.gl_account_no = coalesce(acceptances.gl_account_no, '')
            and items.cause = acceptances.cause
            and items.value_entry_no = coalesce(acceptances.value_entry_no, items.value_entry_no)
            and items.gl_entry_no = coalesce(acceptances.gl_entry_no, items.gl_entry_no)
    group by
        items.company,
        items.gl_account_no,
        items.cause,
        items.value_entry_no,
        items.gl_entry_no,
        items.amount
)

select * from final
