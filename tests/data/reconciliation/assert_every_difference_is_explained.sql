-- The items of every account sum to its difference, to the last digit; items without an account of the posting setups
-- are only the far side of a changed or deleted account, or faults of the export with amount 0.

with differences as (
    select
        company,
        gl_account_no,
        difference
    from {{ ref('int_gl_account_differences') }}
),

explained as (
    select
        items.company,
        items.gl_account_no,
        sum(items.amount) as amount,
        sum(
            case
                when items.cause in ('account_mapping_changed', 'account_deleted') then 0
                when items.cause = 'duplicate_entry_no' and items.amount = 0 then 0
                else 1
            end
        ) as items_that_need_an_account
    from {{ ref('fct_reconciliation_items') }} as items
    group by items.company, items.gl_account_no
),

final as (
    select
        coalesce(differences.company, explained.company) as company,
        coalesce(differences.gl_account_no, explained.gl_account_no) as gl_account_no,
        differences.difference,
        explained.amount as explained_amount
    from differences
    full outer join explained
        on
            differences.company = explained.company
            and differences.gl_account_no = explained.gl_account_no
    where
        (
            differences.company is not null
            and coalesce(differences.difference, 0) <> coalesce(explained.amount, 0)
        )
        or (differences.company is null and explained.items_that_need_an_account > 0)
)

select * from final
