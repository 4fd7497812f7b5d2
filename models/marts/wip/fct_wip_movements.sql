-- One row per production order and posting date: what its value entries add to the WIP valuation of any period.
-- Sign: + puts value into WIP, - takes it out. A day whose entries do not count in WIP is here with zeros,
-- because BC asks for any value entry when it decides whether a finished order is still reported.

with wip_entries as (
    select * from {{ ref('int_wip_entries') }}
),

final as (
    select
        company,
        production_order_no,
        posting_date,
        sum(opening_effect) as opening_effect,
        sum(consumption) as consumption,
        sum(capacity) as capacity,
        sum(output) as output,
        sum(expected_output) as expected_output,
        sum(output_revaluation) as output_revaluation,
        sum(posted) as posted,
        sum(posted_revaluation) as posted_revaluation,
        count(*) as value_entry_count
    from wip_entries
    group by company, production_order_no, posting_date
)

select * from final
