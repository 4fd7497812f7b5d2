-- The value entries by what decides about their accounts and about the reports they stand in, one row per company, item
-- class and combination of item ledger entry type, entry type, variance type and order type. Signed as in BC.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

items as (
    select * from {{ ref('stg_bc__items') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

classified as (
    select
        value_entries.company_no,
        case
            when value_entries.item_no = '' then 'no item'
            when items.item_no is null then 'deleted item'
            when items.item_type = 'Inventory' then 'inventory item'
            else 'other type'
        end as item_class,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.order_type,
        value_entries.posting_date < period.period_start as is_before_period,
        value_entries.posting_date between period.period_start and period.period_end as is_in_period,
        value_entries.drop_shipment,
        coalesce(items.inventory_posting_group <> value_entries.inventory_posting_group, false)
            as is_under_another_group,
        value_entries.cost_amount_actual,
        value_entries.cost_amount_expected,
        value_entries.cost_posted_to_gl
    from value_entries
    cross join period
    left join items
        on
            value_entries.company_no = items.company_no
            and value_entries.item_no = items.item_no
),

final as (
    select
        company_no,
        item_class,
        item_ledger_entry_type,
        entry_type,
        variance_type,
        order_type,
        sum(case when is_in_period then cost_amount_actual else 0 end) as actual_cost,
        sum(case when is_in_period then cost_amount_expected else 0 end) as expected_cost,
        sum(case when is_before_period then cost_amount_actual else 0 end) as actual_cost_before_period,
        sum(cost_amount_actual) as actual_cost_of_all_dates,
        sum(case when drop_shipment and (is_in_period or is_before_period) then cost_amount_actual else 0 end)
            as drop_shipment_cost,
        sum(case when is_under_another_group and (is_in_period or is_before_period) then cost_amount_actual else 0 end)
            as reclassed_cost,
        sum(case when is_in_period and cost_amount_actual <> 0 and cost_posted_to_gl = 0 then 1 else 0 end)
            as unposted_entries
    from classified
    group by company_no, item_class, item_ledger_entry_type, entry_type, variance_type, order_type
)

select * from final
