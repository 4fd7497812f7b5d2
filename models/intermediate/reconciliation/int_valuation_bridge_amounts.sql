-- Amounts of the bridge from the inventory valuation to the G/L balance that the ledgers give, one row per company and
-- step of seed valuation_to_gl_steps, up to the end of the reporting period. Debit positive.

with cost as (
    select * from {{ ref('int_inventory_gl_cost') }}
),

rules as (
    select * from {{ ref('value_entry_posting_rules') }}
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

directions as (
    select * from {{ ref('inventory_directions') }}
),

manufacturing_setups as (
    select * from {{ ref('stg_bc__manufacturing_setups') }}
),

pair_amounts as (
    select * from {{ ref('int_value_entry_pair_amounts') }}
),

gl_net_changes as (
    select * from {{ ref('int_gl_net_changes') }}
),

inventory_accounts as (
    select * from {{ ref('int_valuation_bridge_accounts') }}
),

-- BC knows no item without a number; where the item table has one, the valuation shows all cost without item number.
items_without_number as (
    select company_no
    from {{ ref('stg_bc__items') }}
    where item_no = '' and item_type = 'Inventory'
),

inventory_rules as (
    select * from rules
    where account_type = 'Inventory' and cost_part = 'actual'
),

-- Cost by item class. What has no direction, capacity above all, is not inventory, whatever item number it carries.
scoped_cost as (
    select
        cost.company_no,
        case
            when cost.item_class = 'no item' and items_without_number.company_no is not null then 'inventory item'
            else cost.item_class
        end as item_class,
        directions.item_ledger_entry_type is not null as is_inventory,
        cost.actual_cost_before_period,
        cost.actual_cost_before_period + cost.actual_cost as cost_to_period_end,
        cost.drop_shipment_cost,
        cost.reclassed_cost,
        inventory_rules.entry_type is null
        or (
            coalesce(inventory_rules.applies_when, '') = 'non_inventory_cost'
            and not coalesce(manufacturing_setups.inc_non_inv_cost_to_prod, false)
        ) as has_no_posting_rule
    from cost
    left join inventory_rules on {{ matches_posting_rule('cost', 'inventory_rules') }}
    left join directions on cost.item_ledger_entry_type = directions.item_ledger_entry_type
    left join manufacturing_setups on cost.company_no = manufacturing_setups.company_no
    left join items_without_number on cost.company_no = items_without_number.company_no
),

scope_amounts as (
    select
        company_no,
        sum(case when item_class = 'inventory item' then drop_shipment_cost else 0 end) as drop_shipments,
        sum(case when item_class = 'inventory item' then reclassed_cost else 0 end) as reclassed_items,
        sum(case when item_class = 'other type' and is_inventory then cost_to_period_end else 0 end)
            as other_item_types,
        sum(case when item_class = 'deleted item' and is_inventory then cost_to_period_end else 0 end)
            as deleted_items,
        sum(case when item_class = 'no item' and is_inventory then cost_to_period_end else 0 end)
            as blank_item_no,
        -sum(
            case
                when item_class = 'inventory item' and not is_inventory then actual_cost_before_period
                else 0
            end
        ) as capacity_with_item_no,
        -sum(case when has_no_posting_rule and is_inventory then cost_to_period_end else 0 end)
            as no_posting_rule
    from scoped_cost
    group by company_no
),

pair_sides as (
    select
        company_no,
        account_type,
        gl_account_no,
        amount + amount_before_period as amount
    from pair_amounts
    union all
    select
        company_no,
        bal_account_type as account_type,
        bal_gl_account_no as gl_account_no,
        -amount - amount_before_period as amount
    from pair_amounts
),

legs as (
    select
        pair_sides.company_no,
        coalesce(nullif(account_types.bridge_step, ''), 'shared_accounts') as bridge_step,
        pair_sides.gl_account_no,
        pair_sides.amount
    from pair_sides
    inner join account_types on pair_sides.account_type = account_types.account_type
),

legs_on_inventory_accounts as (
    select legs.*
    from legs
    inner join inventory_accounts
        on
            legs.company_no = inventory_accounts.company_no
            and legs.gl_account_no = inventory_accounts.gl_account_no
),

legs_without_account as (
    select
        company_no,
        -sum(amount) as no_account
    from legs
    where bridge_step = 'inventory' and gl_account_no = ''
    group by company_no
),

posting_amounts as (
    select
        company_no,
        sum(case when bridge_step = 'expected_cost' then amount else 0 end) as expected_cost,
        sum(case when bridge_step = 'wip' then amount else 0 end) as wip,
        sum(case when bridge_step = 'shared_accounts' then amount else 0 end) as shared_accounts
    from legs_on_inventory_accounts
    group by company_no
),

gl_amounts as (
    select
        gl_net_changes.company_no,
        sum(gl_net_changes.amount + gl_net_changes.amount_before_period) as gl_balance
    from gl_net_changes
    inner join inventory_accounts
        on
            gl_net_changes.company_no = inventory_accounts.company_no
            and gl_net_changes.gl_account_no = inventory_accounts.gl_account_no
    group by gl_net_changes.company_no
),

amounts as (
    select
        companies.company,
        companies.company_no,
        coalesce(scope_amounts.drop_shipments, 0) as drop_shipments,
        coalesce(scope_amounts.reclassed_items, 0) as reclassed_items,
        coalesce(scope_amounts.other_item_types, 0) as other_item_types,
        coalesce(scope_amounts.deleted_items, 0) as deleted_items,
        coalesce(scope_amounts.blank_item_no, 0) as blank_item_no,
        coalesce(scope_amounts.capacity_with_item_no, 0) as capacity_with_item_no,
        coalesce(scope_amounts.no_posting_rule, 0) as no_posting_rule,
        coalesce(legs_without_account.no_account, 0) as no_account,
        coalesce(posting_amounts.expected_cost, 0) as expected_cost,
        coalesce(posting_amounts.wip, 0) as wip,
        coalesce(posting_amounts.shared_accounts, 0) as shared_accounts,
        coalesce(gl_amounts.gl_balance, 0) as gl_balance
    from {{ ref('stg_export__companies') }} as companies
    left join scope_amounts on companies.company_no = scope_amounts.company_no
    left join legs_without_account on companies.company_no = legs_without_account.company_no
    left join posting_amounts on companies.company_no = posting_amounts.company_no
    left join gl_amounts on companies.company_no = gl_amounts.company_no
),

final as (
    {%- for step in ['drop_shipments', 'reclassed_items'] %}
    select
        company,
        company_no,
        '{{ step }}' as step,
        cast(0 as decimal(38, 5)) as amount,
        cast({{ step }} as decimal(38, 5)) as memo_amount
    from amounts
    union all
    {%- endfor %}
    {%- for step in [
        'other_item_types', 'deleted_items', 'blank_item_no', 'capacity_with_item_no', 'no_posting_rule', 'no_account',
        'expected_cost', 'wip', 'shared_accounts', 'gl_balance'
    ] %}
    select
        company,
        company_no,
        '{{ step }}' as step,
        cast({{ step }} as decimal(38, 5)) as amount,
        cast(0 as decimal(38, 5)) as memo_amount
    from amounts
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
)

select * from final
