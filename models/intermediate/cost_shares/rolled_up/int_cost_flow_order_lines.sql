-- Orders as places that cost flows through: one row per company, order type, order and line with consumption or output.
-- Costs put into the order are positive. An assembly order is one line.

with entries as (
    select * from {{ ref('int_cost_flow_entries') }}
    where
        entry_type in ('Output', 'Assembly Output', 'Consumption', 'Assembly Consumption')
        and order_no <> ''
),

order_line_shares as (
    select
        company_no,
        order_type,
        order_no,
        case when order_type = 'Production' then order_line_no else 0 end as order_line_no,
        max(item_no) as item_no,
        sum(capacity) as capacity,
        sum(capacity_overhead) as capacity_overhead,
        sum(subcontracted) as subcontracted
    from {{ ref('int_order_line_shares') }}
    group by all
),

order_lines as (
    select
        company,
        company_no,
        order_type,
        order_no,
        order_line_no,
        max(item_no) filter (where entry_type in ('Output', 'Assembly Output')) as produced_item_no,
        coalesce(sum(quantity) filter (where entry_type in ('Output', 'Assembly Output')), 0) as output_quantity,
        -- A consumption taken back gives the order what it was worth when it came back, not its later revaluation.
        coalesce(sum(-(cost_amount - later_amount)) filter (
            where entry_type in ('Consumption', 'Assembly Consumption')
        ), 0) as consumed_amount,
        min(valuation_date) as first_date
    from entries
    group by company, company_no, order_type, order_no, order_line_no
),

final as (
    select
        order_lines.company,
        order_lines.company_no,
        order_lines.order_type,
        order_lines.order_no,
        order_lines.order_line_no,
        row_number() over (
            order by
                order_lines.company_no, order_lines.order_type, order_lines.order_no, order_lines.order_line_no
        ) * 4 + 1 as node_key,
        order_lines.first_date,
        coalesce(order_line_shares.item_no, order_lines.produced_item_no, '') as produced_item_no,
        cast(order_lines.output_quantity as decimal(38, 5)) as output_quantity,
        cast(order_lines.consumed_amount as decimal(38, 5)) as consumed_amount,
        cast(coalesce(order_line_shares.capacity, 0) as decimal(38, 5)) as capacity,
        cast(coalesce(order_line_shares.capacity_overhead, 0) as decimal(38, 5)) as capacity_overhead,
        cast(coalesce(order_line_shares.subcontracted, 0) as decimal(38, 5)) as subcontracted
    from order_lines
    left join order_line_shares
        on
            order_lines.company_no = order_line_shares.company_no
            and order_lines.order_type = order_line_shares.order_type
            and order_lines.order_no = order_line_shares.order_no
            and order_lines.order_line_no = order_line_shares.order_line_no
)

select * from final
