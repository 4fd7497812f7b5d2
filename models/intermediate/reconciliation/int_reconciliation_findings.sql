-- Why the differences exist, those of the period and those of all dates up to its end (on the accounts of the bridge,
-- and partly added up, where they are older than the period): one row per part of a leg or of a G/L entry, with one
-- cause. Of all the causes that fit a part, the first in the order of seed reconciliation_causes holds.

{% set cause_models = [
    'int_reconciliation_gl_entry_not_exported',
    'int_reconciliation_value_entry_missing',
    'int_reconciliation_passed_over',
    'int_reconciliation_partly_posted',
    'int_reconciliation_date_compression',
    'int_reconciliation_relation_missing',
    'int_reconciliation_posted_without_gl_entry',
    'int_reconciliation_linked_amount',
    'int_reconciliation_year_end_closing',
    'int_reconciliation_inventory_posting_unlinked',
    'int_reconciliation_reversed_pair',
    'int_reconciliation_opening_balance',
    'int_reconciliation_documents',
    'int_reconciliation_project_wip',
    'int_reconciliation_currency_adjustment',
    'int_reconciliation_consolidation',
    'int_reconciliation_direct_posting',
    'int_reconciliation_other_system_posting',
] %}
{#- These look at parts that no other cause can fit. -#}
{% set single_cause_models = [
    'int_reconciliation_duplicate_entry_no',
    'int_reconciliation_expected_cost',
    'int_reconciliation_pending',
    'int_reconciliation_account_changed',
    'int_reconciliation_posting_date_differs',
] %}

with causes as (
    select
        cause,
        cause_order
    from {{ ref('reconciliation_causes') }}
),

possible_causes as (
    {%- for cause_model in cause_models %}
    {%- if not loop.first %}
    union all
    {%- endif %}
    select * from {{ ref(cause_model) }}
    {%- endfor %}
),

first_causes as (
    select
        possible_causes.company_no,
        possible_causes.part,
        possible_causes.value_entry_key,
        possible_causes.leg_kind,
        possible_causes.gl_entry_key,
        possible_causes.gl_account_no,
        possible_causes.amount,
        possible_causes.cause,
        possible_causes.pair_id,
        possible_causes.other_account_no,
        possible_causes.other_date,
        possible_causes.counts_in_period,
        possible_causes.counts_to_date
    from possible_causes
    inner join causes on possible_causes.cause = causes.cause
    qualify row_number() over (
        partition by
            possible_causes.part,
            case when possible_causes.part = 'gl_entry' then 0 else possible_causes.value_entry_key end,
            case when possible_causes.part = 'gl_entry' then possible_causes.gl_entry_key else 0 end,
            possible_causes.leg_kind
        order by causes.cause_order
    ) = 1
),

final as (
    select * from first_causes
    {%- for cause_model in single_cause_models %}
    union all
    select
        company_no,
        part,
        value_entry_key,
        leg_kind,
        gl_entry_key,
        gl_account_no,
        amount,
        cause,
        pair_id,
        other_account_no,
        other_date,
        counts_in_period,
        counts_to_date
    from {{ ref(cause_model) }}
    {%- endfor %}
)

select * from final
