-- The rows of the posting setups that a value entry's accounts are taken from, one row per company and value entry.
-- They are looked up once, whatever accounts it moves; null where the setup has no row.

with value_entries as (
    select * from {{ ref('int_value_entry_posting_groups') }}
),

setup_rows as (
    select
        company_no,
        posting_setup,
        setup_code_1,
        setup_code_2,
        setup_row_no
    from {{ ref('int_posting_setup_accounts') }}
    group by company_no, posting_setup, setup_code_1, setup_code_2, setup_row_no
),

inventory_setup_rows as (
    select
        company_no,
        setup_code_1 as location_code,
        setup_code_2 as inventory_posting_group,
        setup_row_no
    from setup_rows
    where posting_setup = 'inventory'
),

general_setup_rows as (
    select
        company_no,
        setup_code_1 as gen_bus_posting_group,
        setup_code_2 as gen_prod_posting_group,
        setup_row_no
    from setup_rows
    where posting_setup = 'general'
),

final as (
    select
        value_entries.company_no,
        value_entries.value_entry_key,
        value_entries.posting_date,
        value_entries.item_ledger_entry_type,
        value_entries.entry_type,
        value_entries.variance_type,
        value_entries.order_type,
        value_entries.order_no,
        value_entries.order_line_no,
        value_entries.expected_cost,
        inventory_setup_rows.setup_row_no as inventory_setup_row_no,
        case
            when value_entries.wip_inventory_posting_group = value_entries.inventory_posting_group
                then inventory_setup_rows.setup_row_no
            else wip_setup_rows.setup_row_no
        end as wip_setup_row_no,
        general_setup_rows.setup_row_no as general_setup_row_no,
        value_entries.cost_amount_actual,
        value_entries.cost_amount_expected,
        value_entries.cost_posted_to_gl,
        value_entries.expected_cost_posted_to_gl,
        value_entries.cost_amount_actual_acy,
        value_entries.cost_amount_expected_acy,
        value_entries.cost_posted_to_gl_acy,
        value_entries.expected_cost_posted_to_gl_acy
    from value_entries
    left join inventory_setup_rows
        on
            value_entries.company_no = inventory_setup_rows.company_no
            and value_entries.location_code = inventory_setup_rows.location_code
            and value_entries.inventory_posting_group = inventory_setup_rows.inventory_posting_group
    left join inventory_setup_rows as wip_setup_rows
        on
            value_entries.company_no = wip_setup_rows.company_no
            and value_entries.location_code = wip_setup_rows.location_code
            and case
                when value_entries.wip_inventory_posting_group <> value_entries.inventory_posting_group
                    then value_entries.wip_inventory_posting_group
            end = wip_setup_rows.inventory_posting_group
    left join general_setup_rows
        on
            value_entries.company_no = general_setup_rows.company_no
            and value_entries.gen_bus_posting_group = general_setup_rows.gen_bus_posting_group
            and value_entries.gen_prod_posting_group = general_setup_rows.gen_prod_posting_group
)

select * from final
