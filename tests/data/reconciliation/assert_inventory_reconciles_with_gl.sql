{{ config(
    severity=severity_var('reconciliation_severity'),
    store_failures=true
) }}
-- The alarm of the nightly run: accounts whose difference between G/L and inventory, less what a controller has
-- accepted, exceeds var reconciliation_tolerance; with the three causes that weigh most.

with accounts as (
    select * from {{ ref('int_gl_account_differences') }}
),

causes as (
    select
        company,
        gl_account_no,
        cause,
        sum(amount) as amount,
        sum(case when is_accepted then amount else 0 end) as accepted_amount
    from {{ ref('int_reconciliation_acceptance') }}
    group by company, gl_account_no, cause
),

ranked_causes as (
    select
        *,
        row_number() over (
            partition by company, gl_account_no
            order by abs(amount - accepted_amount) desc, cause
        ) as cause_rank
    from causes
),

causes_of_accounts as (
    select
        company,
        gl_account_no,
        sum(accepted_amount) as accepted_amount,
        max(case when cause_rank = 1 then cause || ' ' || cast(amount - accepted_amount as varchar) end) as cause_1,
        max(case when cause_rank = 2 then cause || ' ' || cast(amount - accepted_amount as varchar) end) as cause_2,
        max(case when cause_rank = 3 then cause || ' ' || cast(amount - accepted_amount as varchar) end) as cause_3
    from ranked_causes
    group by company, gl_account_no
),

final as (
    select
        accounts.company,
        accounts.gl_account_no,
        accounts.gl_account_name,
        accounts.period_start,
        accounts.period_end,
        accounts.inventory_amount,
        accounts.gl_amount,
        accounts.difference,
        coalesce(causes_of_accounts.accepted_amount, 0) as accepted_amount,
        accounts.difference - coalesce(causes_of_accounts.accepted_amount, 0) as open_difference,
        causes_of_accounts.cause_1,
        causes_of_accounts.cause_2,
        causes_of_accounts.cause_3
    from accounts
    left join causes_of_accounts
        on
            accounts.company = causes_of_accounts.company
            and accounts.gl_account_no = causes_of_accounts.gl_account_no
    where
        abs(accounts.difference - coalesce(causes_of_accounts.accepted_amount, 0))
        > cast('{{ number_var("reconciliation_tolerance") }}' as decimal(38, 5))
)

select * from final
