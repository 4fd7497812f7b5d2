-- What each company uses a source code for, one row per company and code: companies rename the codes, so they are read
-- from Source Code Setup. A company without that row works with BC's standard codes. A code may serve several uses.

{% set setup_columns = [
    'sales', 'purchases', 'inventory_post_cost', 'exchange_rate_adjmt', 'post_recognition', 'post_value',
    'close_income_statement', 'consolidation', 'general_journal', 'sales_journal', 'purchase_journal',
    'cash_receipt_journal', 'payment_journal', 'item_journal', 'resource_journal', 'job_journal',
    'sales_entry_application', 'purchase_entry_application', 'vat_settlement', 'compress_gl', 'compress_vat_entries',
    'compress_cust_ledger', 'compress_vend_ledger', 'compress_item_ledger', 'compress_res_ledger',
    'compress_job_ledger', 'item_reclass_journal', 'phys_inventory_journal', 'compress_bank_acc_ledger',
    'compress_check_ledger', 'financially_voided_check', 'finance_charge_memo', 'reminder', 'deleted_document',
    'adjust_add_reporting_currency', 'trans_bank_rec_to_gen_jnl', 'ic_general_journal', 'unapplied_empl_entry_appln',
    'unapplied_sales_entry_appln', 'unapplied_purch_entry_appln', 'reversal', 'employee_entry_application',
    'payment_reconciliation_journal', 'gl_currency_revaluation', 'cash_flow_worksheet', 'assembly', 'job_gl_journal',
    'job_gl_wip', 'gl_entry_to_ca', 'cost_journal', 'cost_allocation', 'transfer_budget_to_actual',
    'general_deferral', 'sales_deferral', 'purchase_deferral', 'consumption_journal', 'output_journal', 'flushing',
    'capacity_journal', 'production_journal', 'production_order', 'fixed_asset_journal', 'fixed_asset_gl_journal',
    'insurance_journal', 'compress_fa_ledger', 'compress_maintenance_ledger', 'compress_insurance_ledger', 'transfer',
    'revaluation_journal', 'adjust_cost', 'invt_receipt', 'invt_shipment', 'phys_invt_orders',
    'compress_item_budget', 'whse_item_journal', 'whse_phys_invt_journal', 'whse_reclassification_journal',
    'whse_putaway', 'whse_pick', 'whse_movement', 'compress_whse_entries'
] %}

with companies as (
    select
        company,
        company_no
    from {{ ref('stg_export__companies') }}
),

source_code_setups as (
    select * from {{ ref('stg_bc__source_code_setups') }}
),

usages as (
    select
        coalesce(setup_column, '') as setup_column,
        coalesce(standard_code, '') as standard_code,
        usage
    from {{ ref('source_code_usages') }}
),

-- Modules outside the base setup keep their standard code everywhere.
codes as (
    select
        companies.company,
        companies.company_no,
        usages.usage,
        case
            when source_code_setups.company_no is null or usages.setup_column = '' then usages.standard_code
            {% for setup_column in setup_columns -%}
            when usages.setup_column = '{{ setup_column }}' then source_code_setups.{{ setup_column }}
            {% endfor -%}
        end as source_code
    from companies
    cross join usages
    left join source_code_setups on companies.company_no = source_code_setups.company_no
),

final as (
    select
        company,
        company_no,
        source_code,
        max(case when usage = 'inventory_posting' then 1 else 0 end) = 1 as is_inventory_posting,
        max(case when usage = 'document' then 1 else 0 end) = 1 as is_document,
        max(case when usage = 'compression' then 1 else 0 end) = 1 as is_compression,
        max(case when usage = 'closing' then 1 else 0 end) = 1 as is_closing,
        max(case when usage = 'project_wip' then 1 else 0 end) = 1 as is_project_wip,
        max(case when usage = 'currency_adjustment' then 1 else 0 end) = 1 as is_currency_adjustment,
        max(case when usage = 'consolidation' then 1 else 0 end) = 1 as is_consolidation,
        max(case when usage = 'journal' then 1 else 0 end) = 1 as is_journal
    from codes
    where source_code <> ''
    group by company, company_no, source_code
)

select * from final
