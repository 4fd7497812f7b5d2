-- Causes document_on_shared_account and document_gl_line: a sales, purchase or service document posted to the account,
-- either because General Posting Setup names it for documents, too, or by a line of type G/L Account.

with gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
    where is_document
),

{% set document_columns = [
    'sales_account', 'sales_line_disc_account', 'sales_inv_disc_account', 'sales_pmt_disc_debit_acc',
    'sales_pmt_disc_credit_acc', 'sales_credit_memo_account', 'sales_prepayments_account', 'purch_account',
    'purch_line_disc_account', 'purch_inv_disc_account', 'purch_pmt_disc_credit_acc', 'purch_pmt_disc_debit_acc',
    'purch_credit_memo_account', 'purch_fa_disc_account', 'purch_prepayments_account'
] %}
document_accounts as (
    {%- for column in document_columns %}
    {%- if not loop.first %}
    union
    {%- endif %}
    select
        company_no,
        {{ column }} as gl_account_no
    from {{ ref('stg_bc__general_posting_setups') }}
    {%- endfor %}
),

shared_account_entries as (
    select gl_entries_to_explain.*
    from gl_entries_to_explain
    inner join document_accounts
        on
            gl_entries_to_explain.company_no = document_accounts.company_no
            and gl_entries_to_explain.gl_account_no = document_accounts.gl_account_no
),

final as (
    select
        {{ gl_entry_finding("'document_on_shared_account'") }}
    from shared_account_entries
    union all
    select
        {{ gl_entry_finding("'document_gl_line'") }}
    from gl_entries_to_explain
)

select * from final
