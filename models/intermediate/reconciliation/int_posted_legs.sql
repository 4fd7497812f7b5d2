-- What value entries say was posted to the general ledger: one row per value entry and leg with a posted part (K),
-- debit positive, on the account of today's setup. A value entry has at most one leg of a kind. Posted amounts are what
-- was meant to reach the account, not proof that it did.

with legs as (
    select * from {{ ref('int_value_entry_legs') }}
    where posted_amount <> 0
),

final as (
    select
        company_no,
        value_entry_key,
        -- Debits and credits are kinds of their own.
        cast(case when posted_amount < 0 then -leg_kind else leg_kind end as integer) as leg_kind,
        posting_date,
        cost_part,
        side,
        account_type,
        gl_account_no,
        account_index,
        posted_amount
    from legs
)

select * from final
