-- The G/L accounts that the bridge from the inventory valuation leads to: one row per company and account that a
-- posting setup row names as inventory, interim or WIP account.

with setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

final as (
    select
        company_no,
        gl_account_no
    from setup_accounts
    where account_type in ('Inventory', 'Inventory (Interim)', 'WIP Inventory') and gl_account_no <> ''
    group by company_no, gl_account_no
)

select * from final
