-- What earlier runs posted to the general ledger: one row per company, Job WIP G/L Entry and side (account, balancing
-- account). Debit positive. A run stands until the next run of the project reverses it, on the reverse date.

with wip_gl_entries as (
    select * from {{ ref('stg_bc__job_wip_gl_entries') }}
),

sides as (
    select
        *,
        gl_account_no as leg_account_no,
        wip_entry_amount as amount,
        false as is_balancing_side
    from wip_gl_entries

    union all

    select
        *,
        gl_bal_account_no as leg_account_no,
        -wip_entry_amount as amount,
        true as is_balancing_side
    from wip_gl_entries
),

final as (
    select
        company,
        company_no,
        job_no as project_no,
        job_wip_gl_entry_no,
        wip_transaction_no,
        type as wip_type,
        leg_account_no as gl_account_no,
        is_balancing_side,
        amount,
        posting_date,
        coalesce(wip_posting_date, posting_date) as wip_posting_date,
        -- Reversed without a date or with one before the posting: it never counts as standing.
        case when reversed then greatest(posting_date, reverse_date) end as reversed_on,
        job_complete,
        document_no,
        gl_entry_no,
        system_created_at
    from sides
)

select * from final
