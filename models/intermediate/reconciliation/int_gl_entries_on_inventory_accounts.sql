-- G/L entries on accounts that inventory posts to by today's posting setup, one row per G/L entry; debit positive.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

accounts as (
    select
        company_no,
        gl_account_no,
        account_index
    from {{ ref('int_posting_setup_accounts') }}
    where gl_account_no <> ''
    group by company_no, gl_account_no, account_index
),

final as (
    select
        gl_entries.gl_entry_key,
        accounts.account_index,
        gl_entries.posting_date,
        gl_entries.is_closing_date,
        gl_entries.amount
    from gl_entries
    inner join accounts
        on
            gl_entries.company_no = accounts.company_no
            and gl_entries.gl_account_no = accounts.gl_account_no
)

select * from final
