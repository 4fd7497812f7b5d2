-- Which posting rules move the cost of a value entry: one row per company, value entry, cost part and pair of account
-- types. The account type gets +cost, the balancing type -cost, whatever was posted and wherever it stands now.

with value_entries as (
    select * from {{ ref('int_value_entry_setup_rows') }}
),

rules as (
    select
        *,
        cost_part = 'actual' as is_actual
    from {{ ref('value_entry_posting_rules') }}
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

moved_pairs as (
    select
        value_entries.company_no,
        value_entries.value_entry_key,
        value_entries.posting_date,
        rules.rule_no,
        rules.cost_part,
        rules.pair_no,
        rules.account_type,
        rules.bal_account_type,
        value_entries.inventory_setup_row_no,
        value_entries.wip_setup_row_no,
        value_entries.general_setup_row_no,
        case
            when rules.is_actual then value_entries.cost_amount_actual
            else value_entries.cost_amount_expected
        end as amount,
        case
            when rules.is_actual then value_entries.cost_posted_to_gl
            else value_entries.expected_cost_posted_to_gl
        end as posted_amount,
        case
            when rules.is_actual then value_entries.cost_amount_actual_acy
            else value_entries.cost_amount_expected_acy
        end as amount_acy,
        case
            when rules.is_actual then value_entries.cost_posted_to_gl_acy
            else value_entries.expected_cost_posted_to_gl_acy
        end as posted_amount_acy
    from value_entries
    inner join rules on {{ matches_posting_rule('value_entries', 'rules') }}
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
    select * from moved_pairs
    where amount <> 0 or posted_amount <> 0 or amount_acy <> 0 or posted_amount_acy <> 0
)

select * from final
