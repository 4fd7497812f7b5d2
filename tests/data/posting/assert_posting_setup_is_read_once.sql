-- Whatever value entries look up for their accounts has one row per key, so that no value entry can move a pair twice.

with keys as (
    select
        'posting setup' as source,
        company_no,
        account_type as key_1,
        setup_code_1 as key_2,
        setup_code_2 as key_3
    from {{ ref('int_posting_setup_accounts') }}
    union all
    select
        'item' as source,
        company_no,
        item_no as key_1,
        '' as key_2,
        '' as key_3
    from {{ ref('stg_bc__items') }}
    union all
    select
        'manufacturing setup' as source,
        company_no,
        '' as key_1,
        '' as key_2,
        '' as key_3
    from {{ ref('stg_bc__manufacturing_setups') }}
    union all
    select
        'inventory setup' as source,
        company_no,
        '' as key_1,
        '' as key_2,
        '' as key_3
    from {{ ref('stg_bc__inventory_setups') }}
    union all
    select
        'general ledger setup' as source,
        company_no,
        '' as key_1,
        '' as key_2,
        '' as key_3
    from {{ ref('stg_bc__general_ledger_setups') }}
    union all
    select
        'finished production order line' as source,
        company_no,
        production_order_no as key_1,
        cast(line_no as varchar) as key_2,
        '' as key_3
    from {{ ref('stg_bc__production_order_lines') }}
    where status = 'Finished'
)

select
    source,
    company_no,
    key_1,
    key_2,
    key_3,
    count(*) as row_count
from keys
group by source, company_no, key_1, key_2, key_3
having count(*) > 1
