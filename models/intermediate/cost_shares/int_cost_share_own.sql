-- What was posted on the entry itself up to the period end, one row per item ledger entry and share other than zero.
-- Signed as in the ledger. An output's capacity, subcontracting and overhead come from its order line, over all time;
-- material is not a share of its own: it is what the others leave of direct cost.

with reporting_period as (
    select * from {{ ref('int_reporting_period') }}
),

entries as (
    select * from {{ ref('int_cost_share_entries') }}
),

order_line_shares as (
    select * from {{ ref('int_order_line_shares') }}
),

rules as (
    select
        value_entry_type,
        coalesce(variance_type, '') as variance_type,
        share,
        counts_expected_cost
    from {{ ref('cost_share_rules') }}
),

value_entries as (
    select
        value_entries.item_ledger_entry_key,
        value_entries.entry_type,
        value_entries.variance_type,
        sum(value_entries.cost_amount_actual) as actual_cost,
        sum(value_entries.cost_amount_expected) as expected_cost
    from {{ ref('stg_bc__value_entries') }} as value_entries
    cross join reporting_period
    where
        value_entries.posting_date <= reporting_period.period_end
        and value_entries.item_ledger_entry_no <> 0
    group by value_entries.item_ledger_entry_key, value_entries.entry_type, value_entries.variance_type
),

posted_shares as (
    select
        value_entries.item_ledger_entry_key,
        rules.share,
        sum(
            value_entries.actual_cost
            + case when rules.counts_expected_cost then value_entries.expected_cost else 0 end
        ) as amount,
        entries.entry_type in ('Output', 'Assembly Output') as is_output
    from value_entries
    inner join entries
        on value_entries.item_ledger_entry_key = entries.item_ledger_entry_key
    inner join rules
        on
            value_entries.entry_type = rules.value_entry_type
            and (rules.variance_type = '' or value_entries.variance_type = rules.variance_type)
    group by value_entries.item_ledger_entry_key, rules.share, is_output
),

outputs as (
    select
        entries.item_ledger_entry_key,
        entries.quantity,
        line.output_quantity,
        line.capacity,
        line.capacity_overhead,
        line.subcontracted,
        line.manufacturing_overhead as material_overhead
    from entries
    inner join order_line_shares as line
        on
            entries.company_no = line.company_no
            and entries.order_type = line.order_type
            and entries.order_no = line.order_no
            and entries.order_line_no = line.order_line_no
    where entries.entry_type in ('Output', 'Assembly Output')
),

output_shares as (
    {%- for share in ['capacity', 'capacity_overhead', 'subcontracted', 'material_overhead'] %}
    select
        item_ledger_entry_key,
        '{{ share }}' as share,
        -- An order line whose output was all taken back gives every output entry the whole figure, as BC does.
        case
            when output_quantity = 0 then {{ share_amount(share) }}
            else {{ part_of_amount(share, 'quantity', 'output_quantity') }}
        end as amount
    from outputs
    where {{ share }} <> 0
    {% if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

shares as (
    select
        item_ledger_entry_key,
        share,
        {{ share_amount('amount') }} as amount
    from posted_shares

    union all

    -- Indirect cost is material overhead by another name, except where an order tells what the overhead was.
    select
        item_ledger_entry_key,
        'material_overhead' as share,
        {{ share_amount('amount') }} as amount
    from posted_shares
    where
        share = 'indirect_cost'
        and not is_output

    union all

    select
        item_ledger_entry_key,
        share,
        {{ share_amount('amount') }} as amount
    from output_shares
),

final as (
    select
        item_ledger_entry_key,
        share,
        amount
    from shares
    where amount <> 0
)

select * from final
