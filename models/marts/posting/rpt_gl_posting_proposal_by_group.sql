-- The posting proposal summed as the batch job's Per Posting Group does: one row per company and posting group, which
-- becomes one G/L entry. Debits and credits stay apart; groups that sum to zero in both currencies post nothing.

with legs as (
    select * from {{ ref('rpt_gl_posting_proposal') }}
),

groups as (
    select
        company,
        posting_date,
        account_type,
        bal_account_type,
        gl_account_no,
        location_code,
        inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id,
        amount < 0 or amount_acy < 0 as is_negative,
        is_interim,
        cast(sum(amount) as decimal(38, 5)) as amount,
        cast(sum(amount_acy) as decimal(38, 5)) as amount_acy
    from legs
    group by
        company,
        posting_date,
        account_type,
        bal_account_type,
        gl_account_no,
        location_code,
        inventory_posting_group,
        gen_bus_posting_group,
        gen_prod_posting_group,
        dimension_set_id,
        amount < 0 or amount_acy < 0,
        is_interim
),

final as (
    select * from groups
    where amount <> 0 or amount_acy <> 0
)

select * from final
