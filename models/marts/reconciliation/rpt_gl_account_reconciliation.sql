-- One row per company and G/L account that any posting setup names: what the value entries of the period put on it by
-- today's setup, what the G/L shows, and how much of the difference fct_reconciliation_items explains. Debit positive.

with differences as (
    select * from {{ ref('int_gl_account_differences') }}
),

reconciliation_items as (
    select * from {{ ref('fct_reconciliation_items') }}
),

explained as (
    select
        company,
        gl_account_no,
        sum(amount) as amount
    from reconciliation_items
    group by company, gl_account_no
),

final as (
    select
        differences.company,
        differences.gl_account_no,
        differences.gl_account_name,
        differences.account_types,
        differences.period_start,
        differences.period_end,
        differences.inventory_amount,
        differences.gl_amount,
        differences.difference,
        cast(coalesce(explained.amount, 0) as decimal(38, 5)) as explained_amount,
        cast(differences.difference - coalesce(explained.amount, 0) as decimal(38, 5)) as unexplained_amount
    from differences
    left join explained
        on
            differences.company = explained.company
            and differences.gl_account_no = explained.gl_account_no
)

select * from final
