-- Production orders, one row per company, status and order; also orders that only a value entry
-- names, and '' (no order).
-- Ledger entries carry no status. Where BC has the number in several, they belong to the Finished, else Released order.

with production_orders as (
    select * from {{ ref('stg_bc__production_orders') }}
),

value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

companies as (
    select * from {{ ref('dim_companies') }}
),

ledger_orders as (
    select
        company,
        company_no,
        order_no
    from value_entries
    where order_type = 'Production'
    group by company, company_no, order_no
    union
    select
        company,
        company_no,
        '' as order_no
    from companies
),

orders_only_in_ledger as (
    select
        ledger_orders.company,
        ledger_orders.company_no,
        ledger_orders.order_no
    from ledger_orders
    left join production_orders
        on
            ledger_orders.company_no = production_orders.company_no
            and ledger_orders.order_no = production_orders.production_order_no
    where production_orders.production_order_no is null
),

named_orders as (
    select
        company,
        company_no,
        status,
        production_order_no,
        description,
        source_type,
        source_no,
        location_code,
        quantity,
        starting_date,
        ending_date,
        due_date,
        finished_date,
        true as is_in_production_order_table
    from production_orders
    union all
    select
        company,
        company_no,
        '' as status,
        order_no as production_order_no,
        case when order_no = '' then '(no production order)' else '(not in production order table)' end as description,
        '' as source_type,
        '' as source_no,
        '' as location_code,
        0 as quantity,
        null as starting_date,
        null as ending_date,
        null as due_date,
        null as finished_date,
        false as is_in_production_order_table
    from orders_only_in_ledger
),

final as (
    select
        company,
        {{ surrogate_key(['company', 'status', 'production_order_no']) }} as production_order_key,
        status,
        production_order_no,
        description,
        source_type,
        source_no,
        location_code,
        quantity,
        starting_date,
        ending_date,
        due_date,
        finished_date,
        row_number() over (
            partition by company, production_order_no
            order by
                case status when 'Finished' then 1 when 'Released' then 2 else 3 end,
                status
        ) = 1 as owns_ledger_entries,
        is_in_production_order_table,
        company_no
    from named_orders
)

select * from final
