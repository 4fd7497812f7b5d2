-- Is the company ready to close: costs adjusted, entries posted, nothing odd left in stock, WIP or interim accounts?
-- One row per company and check, as of the end of the reporting period where a date matters.

{% set interim_age_days = number_var('trust_interim_age_days', is_whole=true) %}

with companies as (
    select company from {{ ref('stg_export__companies') }}
),

period as (
    select * from {{ ref('int_reporting_period') }}
),

items_not_adjusted as (
    select
        company,
        'items_not_cost_adjusted' as check_name,
        count(*) as figure,
        'Items that are not cost adjusted: %. Run Adjust Cost - Item Entries.' as text
    from {{ ref('stg_bc__items') }}
    where item_type = 'Inventory' and not cost_is_adjusted
    group by company
),

waiting as (
    select
        company,
        'entries_to_post' as check_name,
        count(distinct value_entry_no) as figure,
        'Value entries that wait for Post Inventory Cost to G/L: % (rpt_gl_posting_proposal).' as text
    from {{ ref('rpt_gl_posting_proposal') }}
    group by company
),

passed_over as (
    select
        company,
        'entries_that_cannot_be_posted' as check_name,
        count(distinct value_entry_no) as figure,
        'Value entries that Post Inventory Cost to G/L would pass over: % (rpt_gl_posting_skipped says why).' as text
    from {{ ref('rpt_gl_posting_skipped') }}
    group by company
),

negative_stock as (
    select
        company,
        'negative_stock' as check_name,
        count(*) as figure,
        'Places with negative stock (item, variant, location): % (rpt_inventory_valuation_by_location).' as text
    from {{ ref('rpt_inventory_valuation_by_location') }}
    where closing_quantity_incl_expected < 0
    group by company
),

finished_orders_with_wip as (
    select
        company,
        'finished_orders_with_wip' as check_name,
        count(*) as figure,
        'Finished production orders that still carry WIP: % (rpt_wip_valuation).' as text
    from {{ ref('rpt_wip_valuation') }}
    where status = 'Finished' and closing_value <> 0
    group by company
),

old_interim_balances as (
    select
        entries.company,
        'old_interim_balances' as check_name,
        count(*) as figure,
        'Item ledger entries older than {{ interim_age_days }} days that are not completely invoiced'
        || ' and hold expected cost: %. Invoice or close their documents.' as text
    from {{ ref('stg_bc__item_ledger_entries') }} as entries
    inner join {{ ref('int_integrity_value_entry_facts') }} as facts
        on entries.item_ledger_entry_key = facts.item_ledger_entry_key
    cross join period
    where
        not entries.completely_invoiced
        and facts.expected_cost <> 0
        and entries.posting_date < {{ add_days('period.period_end', '-' ~ interim_age_days) }}
    group by entries.company
),

integrity_issues as (
    select
        company,
        'ledger_integrity' as check_name,
        count(*) as figure,
        'Faults in the ledgers: % (fct_ledger_integrity_issues).' as text
    from {{ ref('fct_ledger_integrity_issues') }}
    group by company
),

differences as (
    select
        company,
        'accounts_that_differ' as check_name,
        count(*) as figure,
        'Accounts that differ from inventory in the period: % (fct_reconciliation_items says why).' as text
    from {{ ref('rpt_gl_account_reconciliation') }}
    where difference <> 0
    group by company
),

findings as (
    select * from items_not_adjusted
    union all
    select * from waiting
    union all
    select * from passed_over
    union all
    select * from negative_stock
    union all
    select * from finished_orders_with_wip
    union all
    select * from old_interim_balances
    union all
    select * from integrity_issues
    union all
    select * from differences
),

checks as (
    {% for check in [
        'items_not_cost_adjusted', 'entries_to_post', 'entries_that_cannot_be_posted', 'negative_stock',
        'finished_orders_with_wip', 'old_interim_balances', 'ledger_integrity', 'accounts_that_differ'
    ] -%}
    select '{{ check }}' as check_name
    {%- if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

final as (
    select
        companies.company,
        checks.check_name,
        '' as table_name,
        cast(coalesce(findings.figure, 0) as decimal(38, 5)) as figure,
        case when findings.figure > 0 then 'warn' else 'ok' end as status,
        case
            when findings.figure > 0 then replace(findings.text, '%', cast(findings.figure as varchar))
            else 'None.'
        end as message
    from companies
    cross join checks
    left join findings on companies.company = findings.company and checks.check_name = findings.check_name
)

select * from final
