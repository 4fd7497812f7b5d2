-- Cause reversed_pair: an entry and its reversal, both on this account and together zero.

with gl_entries_to_explain as (
    select
        *,
        {{ entry_key('greatest(reversed_by_entry_no, reversed_entry_no)') }} as other_half_key
    from {{ ref('int_gl_entries_to_explain') }}
    where reversed and relation_count = 0
),

other_halves as (
    select
        gl_entry_key,
        gl_account_no,
        remainder
    from {{ ref('int_gl_remainders') }}
    where reversed and relation_count = 0
),

reversed_entries as (
    select
        gl_entries_to_explain.*,
        'reversal of G/L entry '
        || cast(least(
            gl_entries_to_explain.gl_entry_no,
            {{ entry_no_of_key('gl_entries_to_explain.other_half_key', 'gl_entries_to_explain.company_no') }}
        ) as varchar) as pair_id
    from gl_entries_to_explain
    inner join other_halves
        on
            gl_entries_to_explain.other_half_key = other_halves.gl_entry_key
            and gl_entries_to_explain.gl_account_no = other_halves.gl_account_no
            and gl_entries_to_explain.remainder = -other_halves.remainder
),

final as (
    select
        {{ gl_entry_finding("'reversed_pair'", pair_id='pair_id') }}
    from reversed_entries
)

select * from final
