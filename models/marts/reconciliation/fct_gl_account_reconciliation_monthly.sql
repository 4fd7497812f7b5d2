-- Inventory against general ledger by month of posting date across all history: one row per company, inventory account
-- and month with a movement on either side. Debit positive. A closing date lies between the months: its entries are in
-- no month, but in every cumulative figure from the next month on.

with accounts as (
    select * from {{ ref('int_inventory_gl_accounts') }}
),

setup_accounts as (
    select
        setup_account_no,
        gl_account_no
    from {{ ref('int_posting_setup_accounts') }}
),

pairs_by_month as (
    select
        company_no,
        setup_account_no,
        bal_setup_account_no,
        {{ first_day_of_month('posting_date') }} as posting_month,
        sum(amount) as amount
    from {{ ref('int_value_entry_pairs') }}
    group by company_no, setup_account_no, bal_setup_account_no, {{ first_day_of_month('posting_date') }}
),

legs_by_month as (
    select
        company_no,
        setup_account_no,
        posting_month,
        amount
    from pairs_by_month
    union all
    select
        company_no,
        bal_setup_account_no as setup_account_no,
        posting_month,
        -amount as amount
    from pairs_by_month
),

movements as (
    select
        legs_by_month.company_no,
        setup_accounts.gl_account_no,
        legs_by_month.posting_month,
        legs_by_month.amount as inventory_amount,
        0 as gl_amount,
        0 as closing_gl_amount
    from legs_by_month
    inner join setup_accounts on legs_by_month.setup_account_no = setup_accounts.setup_account_no
    union all
    select
        company_no,
        gl_account_no,
        {{ first_day_of_month('posting_date') }} as posting_month,
        0 as inventory_amount,
        sum(case when is_closing_date then 0 else amount end) as gl_amount,
        sum(case when is_closing_date then amount else 0 end) as closing_gl_amount
    from {{ ref('int_gl_account_days') }}
    group by company_no, gl_account_no, {{ first_day_of_month('posting_date') }}
),

months as (
    select
        accounts.company,
        accounts.company_no,
        accounts.gl_account_no,
        accounts.gl_account_name,
        movements.posting_month,
        sum(movements.inventory_amount) as inventory_amount,
        sum(movements.gl_amount) as gl_amount,
        sum(movements.closing_gl_amount) as closing_gl_amount
    from movements
    inner join accounts
        on
            movements.company_no = accounts.company_no
            and movements.gl_account_no = accounts.gl_account_no
    group by
        accounts.company,
        accounts.company_no,
        accounts.gl_account_no,
        accounts.gl_account_name,
        movements.posting_month
),

final as (
    select
        company,
        gl_account_no,
        gl_account_name,
        posting_month,
        cast(inventory_amount as decimal(38, 5)) as inventory_amount,
        cast(gl_amount as decimal(38, 5)) as gl_amount,
        cast(gl_amount - inventory_amount as decimal(38, 5)) as difference,
        cast(closing_gl_amount as decimal(38, 5)) as closing_gl_amount,
        cast(
            sum(gl_amount + closing_gl_amount - inventory_amount) over (
                partition by company, gl_account_no
                order by posting_month
            ) - closing_gl_amount as decimal(38, 5)
        ) as cumulative_difference
    from months
)

select * from final
