-- G/L accounts, one row per company and account; also accounts that only a G/L entry or a posting setup names, and ''
-- (no account).

with gl_accounts as (
    select * from {{ ref('stg_bc__gl_accounts') }}
),

gl_entries as (
    select * from {{ ref('stg_bc__gl_entries') }}
),

setup_accounts as (
    select * from {{ ref('int_posting_setup_accounts') }}
),

companies as (
    select * from {{ ref('dim_companies') }}
),

named_accounts as (
    select
        company,
        company_no,
        gl_account_no
    from gl_accounts
    union
    select
        company,
        company_no,
        gl_account_no
    from gl_entries
    union
    select
        company,
        company_no,
        gl_account_no
    from setup_accounts
    union
    select
        company,
        company_no,
        '' as gl_account_no
    from companies
),

final as (
    select
        named_accounts.company,
        {{ surrogate_key(['named_accounts.company', 'named_accounts.gl_account_no']) }} as gl_account_key,
        named_accounts.gl_account_no,
        case
            when gl_accounts.gl_account_no is not null then gl_accounts.name
            when named_accounts.gl_account_no = '' then '(no account)'
            else '(not in chart of accounts)'
        end as gl_account_name,
        coalesce(gl_accounts.account_type, '') as account_type,
        coalesce(gl_accounts.account_category, '') as account_category,
        coalesce(gl_accounts.income_balance, '') as income_balance,
        coalesce(gl_accounts.debit_credit, '') as debit_credit,
        coalesce(gl_accounts.indentation, 0) as indentation,
        coalesce(gl_accounts.totaling, '') as totaling,
        coalesce(gl_accounts.blocked, false) as is_blocked,
        coalesce(gl_accounts.direct_posting, false) as is_direct_posting,
        gl_accounts.gl_account_no is not null as is_in_chart_of_accounts,
        named_accounts.company_no
    from named_accounts
    left join gl_accounts
        on
            named_accounts.company_no = gl_accounts.company_no
            and named_accounts.gl_account_no = gl_accounts.gl_account_no
)

select * from final
