-- The general ledger by account and day, one row per company, account, posting date and closing date or not; debit
-- positive. What asks for balances of any period reads this instead of the ledger.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

final as (
    select
        company_no,
        gl_account_no,
        posting_date,
        is_closing_date,
        cast(sum(amount) as decimal(38, 5)) as amount,
        count(*) as entry_count
    from gl_entries
    group by company_no, gl_account_no, posting_date, is_closing_date
)

select * from final
