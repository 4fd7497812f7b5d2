-- One row per company and amount type of the page Inventory - G/L Reconciliation: amount by the value entries, net
-- change of the accounts that the posting setups name for it (0 for amount types without accounts), difference.

with companies as (
    select * from {{ ref('stg_export__companies') }}
),

manufacturing_setups as (
    select * from {{ ref('stg_bc__manufacturing_setups') }}
),

setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

gl_net_changes as (
    select * from {{ ref('int_gl_net_changes') }}
),

cost as (
    select * from {{ ref('int_inventory_gl_cost') }}
    where item_class <> 'other type'
),

amount_type_rules as (
    select
        amount_type,
        coalesce(item_ledger_entry_type, '') as item_ledger_entry_type,
        entry_type,
        coalesce(variance_type, '') as variance_type,
        coalesce(order_type, '') as order_type,
        cost_part,
        factor,
        coalesce(applies_when, '') as applies_when
    from {{ ref('inventory_gl_amount_types') }}
),

amount_types as (
    select
        amount_type,
        applies_when
    from amount_type_rules
    group by amount_type, applies_when
),

inventory_amounts as (
    select
        cost.company_no,
        amount_type_rules.amount_type,
        sum(
            amount_type_rules.factor
            * case when amount_type_rules.cost_part = 'actual' then cost.actual_cost else cost.expected_cost end
        ) as amount
    from cost
    inner join amount_type_rules
        on
            amount_type_rules.item_ledger_entry_type in (cost.item_ledger_entry_type, '*')
            and amount_type_rules.entry_type in (cost.entry_type, '*')
            and amount_type_rules.variance_type in (cost.variance_type, '*')
            and amount_type_rules.order_type in (cost.order_type, '*')
    group by cost.company_no, amount_type_rules.amount_type
),

named_accounts as (
    select
        setup_accounts.company_no,
        account_types.page_account_type as amount_type,
        setup_accounts.gl_account_no
    from setup_accounts
    inner join account_types on setup_accounts.account_type = account_types.account_type
    where setup_accounts.gl_account_no <> ''
    group by setup_accounts.company_no, account_types.page_account_type, setup_accounts.gl_account_no
),

gl_amounts as (
    select
        named_accounts.company_no,
        named_accounts.amount_type,
        sum(gl_net_changes.amount) as amount
    from named_accounts
    inner join gl_net_changes
        on
            named_accounts.company_no = gl_net_changes.company_no
            and named_accounts.gl_account_no = gl_net_changes.gl_account_no
    group by named_accounts.company_no, named_accounts.amount_type
),

-- BC leaves the non-inventory variance empty on both sides where that cost is not part of production.
shown as (
    select
        companies.company,
        companies.company_no,
        amount_types.amount_type,
        amount_types.applies_when = ''
        or coalesce(manufacturing_setups.inc_non_inv_cost_to_prod, false) as is_shown
    from companies
    cross join amount_types
    left join manufacturing_setups on companies.company_no = manufacturing_setups.company_no
),

amounts as (
    select
        shown.company,
        shown.company_no,
        shown.amount_type,
        case when shown.is_shown then coalesce(inventory_amounts.amount, 0) else 0 end as amount,
        case when shown.is_shown then coalesce(gl_amounts.amount, 0) else 0 end as gl_amount
    from shown
    left join inventory_amounts
        on
            shown.company_no = inventory_amounts.company_no
            and shown.amount_type = inventory_amounts.amount_type
    left join gl_amounts
        on
            shown.company_no = gl_amounts.company_no
            and shown.amount_type = gl_amounts.amount_type
),

final as (
    select
        company,
        company_no,
        amount_type,
        cast(amount as decimal(38, 5)) as amount,
        cast(gl_amount as decimal(38, 5)) as gl_amount,
        cast(gl_amount - amount as decimal(38, 5)) as difference
    from amounts
)

select * from final
