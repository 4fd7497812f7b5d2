-- Capacity ledger entries as WIP Inventory prints them, one row per entry and share; share '' where nothing was posted.
-- BC turns the sign of every share, then takes the own variance off once more.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

production_orders as (
    select
        company_no,
        production_order_no
    from {{ ref('stg_bc__production_orders') }}
    where status in ('Released', 'Finished')
    group by company_no, production_order_no
),

capacity_entries as (
    select entries.*
    from {{ ref('stg_bc__capacity_ledger_entries') }} as entries
    cross join reporting_period
    inner join production_orders
        on
            entries.company_no = production_orders.company_no
            and entries.order_no = production_orders.production_order_no
    where
        entries.order_type = 'Production'
        and entries.posting_date >= reporting_period.period_start
        and entries.posting_date <= reporting_period.period_end
),

rules as (
    select
        value_entry_type,
        coalesce(variance_type, '') as variance_type,
        share,
        counts_expected_cost
    from {{ ref('cost_share_rules') }}
),

posted as (
    select
        entries.capacity_ledger_entry_key,
        rules.share,
        sum(
            value_entries.cost_amount_actual
            + case when rules.counts_expected_cost then value_entries.cost_amount_expected else 0 end
        ) as amount
    from capacity_entries as entries
    inner join {{ ref('stg_bc__value_entries') }} as value_entries
        on entries.capacity_ledger_entry_key = value_entries.capacity_ledger_entry_key
    inner join rules
        on
            value_entries.entry_type = rules.value_entry_type
            and (rules.variance_type = '' or value_entries.variance_type = rules.variance_type)
    cross join reporting_period
    where value_entries.posting_date <= reporting_period.period_end
    group by entries.capacity_ledger_entry_key, rules.share
),

final as (
    select
        entries.company,
        entries.capacity_ledger_entry_no,
        entries.item_no,
        entries.order_no,
        entries.posting_date,
        entries.document_no,
        entries.subcontracting,
        entries.quantity,
        coalesce(posted.share, '') as share,
        {{ share_amount(
            'coalesce(case when posted.share in (' ~ variance_shares() ~ ') then -2 * posted.amount else -posted.amount end, 0)'
        ) }} as amount
    from capacity_entries as entries
    left join posted
        on entries.capacity_ledger_entry_key = posted.capacity_ledger_entry_key
)

select * from final
