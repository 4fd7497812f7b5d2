-- What a sold or stocked item ledger entry is made of, through all production, assembly, transfer and return levels:
-- one row per company, item ledger entry, cost element, source item and level. Signed as in the ledger (a sale's cost
-- is negative). An entry's rows add up exactly to its actual plus expected cost of all value entries, over all time.

with entries as (
    select * from {{ ref('int_cost_flow_entries') }}
    where entry_type = 'Sale' or remaining_quantity <> 0
),

compositions as (
    select * from {{ ref('int_cost_flow_compositions') }}
),

later_amounts as (
    select * from {{ ref('int_cost_flow_later_amounts') }}
),

elements as (
    select
        node_key,
        cost_element,
        source_item_no,
        level,
        amount
    from compositions
    union all
    select
        entry_node_key as node_key,
        cost_element,
        '' as source_item_no,
        0 as level,
        cost_amount as amount
    from later_amounts
),

rounded as (
    select
        entries.node_key,
        elements.cost_element,
        elements.source_item_no,
        elements.level,
        cast(round(sum(elements.amount), 5) as decimal(38, 5)) as cost_amount
    from entries
    inner join elements
        on entries.node_key = elements.node_key
    group by entries.node_key, elements.cost_element, elements.source_item_no, elements.level
),

remainders as (
    select
        entries.node_key,
        entries.cost_amount - sum(rounded.cost_amount) as remainder,
        max(case when rounded.cost_element = 'circular' then 1 else 0 end) = 1 as is_circular
    from entries
    inner join rounded
        on entries.node_key = rounded.node_key
    group by entries.node_key, entries.cost_amount
),

-- What rounding cut off goes to the entry's largest element; what circles did not settle is the element circular.
corrections as (
    select
        rounded.node_key,
        rounded.cost_element,
        rounded.source_item_no,
        rounded.level,
        remainders.remainder
    from rounded
    inner join remainders
        on rounded.node_key = remainders.node_key
    where
        remainders.remainder <> 0
        and (
            abs(remainders.remainder) < 0.005
            or (remainders.is_circular and rounded.cost_element = 'circular')
        )
    qualify
        row_number() over (
            partition by rounded.node_key
            order by
                abs(rounded.cost_amount) desc,
                rounded.cost_element asc,
                rounded.source_item_no asc,
                rounded.level asc
        ) = 1
),

with_remainder as (
    select
        rounded.node_key,
        rounded.cost_element,
        rounded.source_item_no,
        rounded.level,
        rounded.cost_amount + coalesce(corrections.remainder, 0) as cost_amount
    from rounded
    left join corrections
        on
            rounded.node_key = corrections.node_key
            and rounded.cost_element = corrections.cost_element
            and rounded.source_item_no = corrections.source_item_no
            and rounded.level = corrections.level
),

final as (
    select
        entries.company,
        entries.item_ledger_entry_no,
        entries.item_no,
        entries.variant_code,
        entries.location_code,
        entries.posting_date,
        entries.entry_type,
        entries.entry_type = 'Sale' as is_sold,
        entries.remaining_quantity <> 0 as is_stocked,
        entries.quantity,
        entries.remaining_quantity,
        elements.cost_element,
        elements.source_item_no,
        cast(elements.level as bigint) as level,
        cast(elements.cost_amount as decimal(38, 5)) as cost_amount
    from entries
    inner join with_remainder as elements
        on entries.node_key = elements.node_key
    where elements.cost_amount <> 0
)

select * from final
