-- BC's page Inventory - G/L Reconciliation for all items of a company, one row per company and account type of the
-- page, net changes of the reporting period. A cell that does not apply to its row is null. BC is odd on assembly
-- capacity and on expected cost of adjustments; its figures are kept.

with amounts as (
    select * from {{ ref('int_inventory_gl_amounts') }}
),

warnings as (
    select * from {{ ref('int_inventory_gl_warnings') }}
),

page_cells as (
    select * from {{ ref('inventory_gl_page_cells') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

cells as (
    select
        amounts.company,
        amounts.company_no,
        page_cells.account_type,
        page_cells.page_column,
        page_cells.factor * amounts.amount as amount,
        amounts.gl_amount
    from page_cells
    inner join amounts on page_cells.amount_type = amounts.amount_type
),

page_rows as (
    select
        company,
        company_no,
        account_type,
        max(case when page_column = 'inventory' then amount end) as inventory,
        max(case when page_column = 'inventory_interim' then amount end) as inventory_interim,
        max(case when page_column = 'wip_inventory' then amount end) as wip_inventory,
        max(case when page_column = 'total' then amount end) as total,
        max(case when page_column = 'total' then gl_amount end) as gl_total
    from cells
    group by company, company_no, account_type
),

final as (
    select
        page_rows.company,
        page_rows.account_type,
        period.period_start,
        period.period_end,
        cast(page_rows.inventory as decimal(38, 5)) as inventory,
        cast(page_rows.inventory_interim as decimal(38, 5)) as inventory_interim,
        cast(page_rows.wip_inventory as decimal(38, 5)) as wip_inventory,
        cast(page_rows.total as decimal(38, 5)) as total,
        cast(page_rows.gl_total as decimal(38, 5)) as gl_total,
        cast(page_rows.gl_total - page_rows.total as decimal(38, 5)) as difference,
        case
            when
                warnings.is_expected_cost_posting_off
                and page_rows.account_type in (
                    'Inventory (Interim)', 'WIP Inventory', 'Invt. Accrual (Interim)', 'COGS (Interim)'
                )
                and page_rows.gl_total <> page_rows.total
                then 'Expected Cost Setup'
            when page_rows.gl_total <> page_rows.total then warnings.warning
        end as warning
    from page_rows
    cross join period
    inner join warnings on page_rows.company_no = warnings.company_no
)

select * from final
