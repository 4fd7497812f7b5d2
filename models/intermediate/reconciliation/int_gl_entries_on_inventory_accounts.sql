-- G/L entries with whether their account is one that inventory posts to, one row per G/L entry.

with gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

accounts as (
    select
        company_no,
        gl_account_no
    from {{ ref('int_inventory_gl_accounts') }}
),

final as (
    select
        gl_entries.gl_entry_key,
        gl_entries.gl_account_no,
        gl_entries.posting_date,
        gl_entries.is_closing_date,
        gl_entries.amount,
        accounts.gl_account_no is not null as is_on_inventory_account
    from gl_entries
    left join accounts
        on
            gl_entries.company_no = accounts.company_no
            and gl_entries.gl_account_no = accounts.gl_account_no
)

select * from final
