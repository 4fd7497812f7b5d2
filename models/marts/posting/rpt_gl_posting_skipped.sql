-- What Post Inventory Cost to G/L would not post, and why: one row per company, value entry and reason.

with reasons as (
    select * from {{ ref('int_value_entry_skip_reasons') }}
),

final as (
    select
        company,
        cast(value_entry_no as bigint) as value_entry_no,
        posting_date,
        item_no,
        cast(entry_amount as decimal(38, 5)) as amount,
        reason
    from reasons
)

select * from final
