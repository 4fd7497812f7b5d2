-- One row per company, value entry, cost part (expected, actual) and pair of accounts that it moves: the account gets
-- +cost, the balancing account -cost. Accounts are those of today's posting setup, whatever was posted and wherever it
-- stands now. The only place that maps value entries to accounts. Kept narrow: it has more rows than the ledger.

with value_entries as (
    select * from {{ ref('stg_bc__value_entries') }}
),

setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

items as (
    select
        company_no,
        item_no,
        inventory_posting_group
    from {{ ref('stg_bc__items') }}
),

non_inventory_cost_companies as (
    select company_no
    from {{ ref('stg_bc__manufacturing_setups') }}
    where inc_non_inv_cost_to_prod
),

-- BC books the cost of an order that was finished without output out of WIP again.
lines_finished_without_output as (
    select
        production_order_lines.company_no,
        production_order_lines.production_order_no,
        production_order_lines.line_no
    from {{ ref('stg_bc__production_order_lines') }} as production_order_lines
    inner join {{ ref('stg_bc__manufacturing_setups') }} as manufacturing_setups
        on production_order_lines.company_no = manufacturing_setups.company_no
    where
        manufacturing_setups.finish_order_without_output
        and production_order_lines.status = 'Finished'
        and production_order_lines.finished_qty_base = 0
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

rules as (
    select
        rules.*,
        account.posting_setup as account_setup,
        balancing.posting_setup as bal_account_setup
    from {{ ref('value_entry_posting_rules') }} as rules
    inner join account_types as account on rules.account_type = account.account_type
    inner join account_types as balancing on rules.bal_account_type = balancing.account_type
),

moved_pairs as (
    select
        value_entries.company_no,
        value_entries.value_entry_key,
        value_entries.item_ledger_entry_key,
        value_entries.posting_date,
        rules.cost_part,
        rules.pair_no,
        rules.account_type,
        rules.bal_account_type,
        rules.account_setup,
        rules.bal_account_setup,
        value_entries.location_code,
        value_entries.inventory_posting_group,
        -- WIP belongs to the item that is produced, not to the component.
        case
            when produced_items.item_no is not null then produced_items.inventory_posting_group
            else value_entries.inventory_posting_group
        end as wip_inventory_posting_group,
        value_entries.gen_bus_posting_group,
        value_entries.gen_prod_posting_group,
        value_entries.dimension_set_id,
        case
            when rules.cost_part = 'actual' then value_entries.cost_amount_actual
            else value_entries.cost_amount_expected
        end as amount,
        case
            when rules.cost_part = 'actual' then value_entries.cost_posted_to_gl
            else value_entries.expected_cost_posted_to_gl
        end as posted_amount,
        case
            when rules.cost_part = 'actual' then value_entries.cost_amount_actual_acy
            else value_entries.cost_amount_expected_acy
        end as amount_acy,
        case
            when rules.cost_part = 'actual' then value_entries.cost_posted_to_gl_acy
            else value_entries.expected_cost_posted_to_gl_acy
        end as posted_amount_acy
    from value_entries
    inner join rules
        on
            {{ matches_posting_rule('value_entries', 'rules') }}
    left join items as produced_items
        on
            value_entries.company_no = produced_items.company_no
            and value_entries.source_no = produced_items.item_no
            and value_entries.source_type = 'Item'
            and value_entries.source_no <> value_entries.item_no
    left join non_inventory_cost_companies
        on value_entries.company_no = non_inventory_cost_companies.company_no
    left join lines_finished_without_output
        on
            value_entries.company_no = lines_finished_without_output.company_no
            and value_entries.order_no = lines_finished_without_output.production_order_no
            and value_entries.order_line_no = lines_finished_without_output.line_no
    where
        coalesce(rules.applies_when, '') = ''
        or (rules.applies_when = 'non_inventory_cost' and non_inventory_cost_companies.company_no is not null)
        or (
            rules.applies_when = 'finished_without_output'
            and lines_finished_without_output.line_no is not null
            and not value_entries.expected_cost
        )
),

final as (
    select
        moved_pairs.company_no,
        moved_pairs.value_entry_key,
        moved_pairs.item_ledger_entry_key,
        moved_pairs.posting_date,
        moved_pairs.cost_part,
        moved_pairs.pair_no,
        moved_pairs.account_type,
        moved_pairs.bal_account_type,
        coalesce(account.gl_account_no, '') as gl_account_no,
        coalesce(balancing.gl_account_no, '') as bal_gl_account_no,
        -- 0: no setup row for location and group.
        coalesce(account.setup_account_no, 0) as setup_account_no,
        coalesce(balancing.setup_account_no, 0) as bal_setup_account_no,
        moved_pairs.location_code,
        moved_pairs.inventory_posting_group,
        moved_pairs.wip_inventory_posting_group,
        moved_pairs.gen_bus_posting_group,
        moved_pairs.gen_prod_posting_group,
        moved_pairs.dimension_set_id,
        moved_pairs.amount,
        moved_pairs.posted_amount,
        moved_pairs.posted_amount_acy
    from moved_pairs
    left join setup_accounts as account
        on
            moved_pairs.company_no = account.company_no
            and moved_pairs.account_type = account.account_type
            and case
                when moved_pairs.account_setup = 'inventory' then moved_pairs.location_code
                else moved_pairs.gen_bus_posting_group
            end = account.setup_code_1
            and case
                when moved_pairs.account_type = 'WIP Inventory' then moved_pairs.wip_inventory_posting_group
                when moved_pairs.account_setup = 'inventory' then moved_pairs.inventory_posting_group
                else moved_pairs.gen_prod_posting_group
            end = account.setup_code_2
    left join setup_accounts as balancing
        on
            moved_pairs.company_no = balancing.company_no
            and moved_pairs.bal_account_type = balancing.account_type
            and case
                when moved_pairs.bal_account_setup = 'inventory' then moved_pairs.location_code
                else moved_pairs.gen_bus_posting_group
            end = balancing.setup_code_1
            and case
                when moved_pairs.bal_account_type = 'WIP Inventory' then moved_pairs.wip_inventory_posting_group
                when moved_pairs.bal_account_setup = 'inventory' then moved_pairs.inventory_posting_group
                else moved_pairs.gen_prod_posting_group
            end = balancing.setup_code_2
    where
        moved_pairs.amount <> 0
        or moved_pairs.posted_amount <> 0
        or moved_pairs.amount_acy <> 0
        or moved_pairs.posted_amount_acy <> 0
)

select * from final
