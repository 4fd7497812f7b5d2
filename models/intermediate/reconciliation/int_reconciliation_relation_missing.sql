-- Cause relation_missing: value entry and inventory posting agree in account, date, document and amount, only the
-- relation row between them is gone. Both sides carry the cause; several alike are paired first with first.

with claimed_before as (
    select
        value_entry_key,
        leg_kind
    from {{ ref('int_reconciliation_gl_entry_not_exported') }}
    union
    select
        value_entry_key,
        leg_kind
    from {{ ref('int_reconciliation_date_compression') }}
    where part = 'lost_leg'
),

unlinked_entries as (
    select * from {{ ref('int_gl_entries_to_explain') }}
    where is_inventory_posting and relation_count = 0 and not is_closing and not is_compression
),

candidates as (
    select
        company_no,
        gl_account_no,
        posting_date,
        remainder
    from unlinked_entries
    group by company_no, gl_account_no, posting_date, remainder
),

-- Only these need their document.
legs_with_candidate as (
    select lost_legs.*
    from {{ ref('int_lost_legs') }} as lost_legs
    inner join candidates
        on
            lost_legs.company_no = candidates.company_no
            and lost_legs.gl_account_no = candidates.gl_account_no
            and lost_legs.posting_date = candidates.posting_date
            and lost_legs.posted_amount = candidates.remainder
    left join claimed_before
        on
            lost_legs.value_entry_key = claimed_before.value_entry_key
            and lost_legs.leg_kind = claimed_before.leg_kind
    where claimed_before.value_entry_key is null
),

ranked_legs as (
    select
        legs.*,
        value_entries.document_no,
        row_number() over (
            partition by
                legs.company_no, legs.gl_account_no, legs.posting_date, value_entries.document_no, legs.posted_amount
            order by legs.value_entry_key, abs(legs.leg_kind)
        ) as leg_rank
    from legs_with_candidate as legs
    inner join {{ ref('stg_bc__value_entries') }} as value_entries
        on legs.value_entry_key = value_entries.value_entry_key
),

ranked_entries as (
    select
        *,
        row_number() over (
            partition by company_no, gl_account_no, posting_date, document_no, remainder
            order by gl_entry_key
        ) as entry_rank
    from unlinked_entries
),

partners as (
    select
        ranked_legs.company_no,
        ranked_legs.value_entry_key,
        ranked_legs.leg_kind,
        ranked_legs.gl_account_no,
        ranked_legs.posted_amount,
        ranked_entries.gl_entry_key,
        ranked_entries.remainder,
        ranked_entries.counts_in_period,
        'G/L entry ' || cast(ranked_entries.gl_entry_no as varchar) as pair_id
    from ranked_legs
    inner join ranked_entries
        on
            ranked_legs.company_no = ranked_entries.company_no
            and ranked_legs.gl_account_no = ranked_entries.gl_account_no
            and ranked_legs.posting_date = ranked_entries.posting_date
            and ranked_legs.document_no = ranked_entries.document_no
            and ranked_legs.posted_amount = ranked_entries.remainder
            and ranked_legs.leg_rank = ranked_entries.entry_rank
),

final as (
    select
        {{ leg_finding(
            'lost_leg', "'relation_missing'", '-posted_amount', gl_entry_key='gl_entry_key', pair_id='pair_id'
        ) }}
    from partners
    union all
    select
        {{ gl_entry_finding("'relation_missing'", value_entry_key='value_entry_key', pair_id='pair_id') }}
    from partners
)

select * from final
