-- Does project WIP tie to the general ledger at the end of the reporting period: one row per company and WIP account of
-- the job posting groups. Balances, debit positive; difference = G/L - calculated WIP, explained by
-- fct_project_wip_reconciliation_items.

with differences as (
    select * from {{ ref('int_project_wip_gl_differences') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

explained as (
    select
        company,
        gl_account_no,
        sum(amount) as amount
    from {{ ref('fct_project_wip_reconciliation_items') }}
    group by company, gl_account_no
),

final as (
    select
        differences.company,
        differences.gl_account_no,
        differences.gl_account_name,
        differences.account_types,
        period.period_start,
        period.period_end,
        differences.wip_amount,
        differences.gl_amount,
        differences.difference,
        cast(coalesce(explained.amount, 0) as decimal(38, 5)) as explained_amount,
        cast(differences.difference - coalesce(explained.amount, 0) as decimal(38, 5)) as unexplained_amount
    from differences
    cross join period
    left join explained
        on
            differences.company = explained.company
            and differences.gl_account_no = explained.gl_account_no
)

select * from final
