-- One row per company, posting setup row and account type: the account that today's setup names ('' where blank).
-- In BC the two posting setups are wide tables, one column per account type; the seed says which column is which.

{%- set inventory_columns = [
    'inventory_account', 'inventory_account_interim', 'wip_account', 'material_variance_account',
    'capacity_variance_account', 'subcontracted_variance_account', 'cap_overhead_variance_account',
    'mfg_overhead_variance_account', 'mat_non_inv_variance_acc'] %}
{%- set general_columns = [
    'inventory_adjmt_account', 'invt_accrual_acc_interim', 'direct_cost_applied_account', 'overhead_applied_account',
    'purchase_variance_account', 'cogs_account', 'cogs_account_interim', 'direct_cost_non_inv_app_acc'] %}

with inventory_posting_setups as (
    select * from {{ ref('stg_bc__inventory_posting_setups') }}
),

general_posting_setups as (
    select * from {{ ref('stg_bc__general_posting_setups') }}
),

account_types as (
    select * from {{ ref('posting_account_types') }}
),

gl_accounts as (
    select * from {{ ref('stg_bc__gl_accounts') }}
),

named_accounts as (
    {%- for column in inventory_columns %}
    select
        company, company_no, location_code as setup_code_1, inventory_posting_group as setup_code_2,
        false as is_setup_blocked, '{{ column }}' as setup_column, {{ column }} as gl_account_no
    from inventory_posting_setups
    union all
    {%- endfor %}
    {%- for column in general_columns %}
    select
        company, company_no, gen_bus_posting_group as setup_code_1, gen_prod_posting_group as setup_code_2,
        blocked as is_setup_blocked, '{{ column }}' as setup_column, {{ column }} as gl_account_no
    from general_posting_setups
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}
),

numbered_accounts as (
    select
        named_accounts.*,
        account_types.account_type_no,
        account_types.account_type,
        account_types.posting_setup,
        cast(
            dense_rank() over (
                order by
                    named_accounts.company_no,
                    account_types.posting_setup,
                    named_accounts.setup_code_1,
                    named_accounts.setup_code_2
            ) as integer
        ) as setup_row_no
    from named_accounts
    inner join account_types on named_accounts.setup_column = account_types.setup_column
),

-- What keeps BC from posting to the account, the first that fits.
final as (
    select
        numbered_accounts.company,
        numbered_accounts.company_no,
        {{ setup_account_no('numbered_accounts.setup_row_no', 'numbered_accounts.account_type_no') }}
            as setup_account_no,
        numbered_accounts.setup_row_no,
        numbered_accounts.account_type_no,
        numbered_accounts.account_type,
        numbered_accounts.posting_setup,
        numbered_accounts.setup_code_1,
        numbered_accounts.setup_code_2,
        numbered_accounts.gl_account_no,
        case
            when numbered_accounts.gl_account_no <> ''
                then
                    cast(
                        dense_rank() over (
                            partition by numbered_accounts.company_no order by numbered_accounts.gl_account_no
                        ) as integer
                    )
        end as account_index,
        case
            when numbered_accounts.is_setup_blocked then 'blocked_posting_setup'
            when numbered_accounts.gl_account_no = '' then 'missing_account'
            when gl_accounts.gl_account_no is null or gl_accounts.account_type <> 'Posting' then 'missing_gl_account'
            when gl_accounts.blocked then 'blocked_account'
            else ''
        end as account_problem
    from numbered_accounts
    left join gl_accounts
        on
            numbered_accounts.company_no = gl_accounts.company_no
            and numbered_accounts.gl_account_no = gl_accounts.gl_account_no
)

select * from final
