-- Every value entry that the batch job looks at is either proposed or skipped with a reason, and none is both.

with value_entries_to_post as (
    select
        company,
        value_entry_no
    from {{ ref('int_open_value_entries') }}
    where treatment in ('to_post', 'not_inventoriable', 'expected_cost_posting_off')
),

proposed as (
    select
        company,
        value_entry_no
    from {{ ref('rpt_gl_posting_proposal') }}
    group by company, value_entry_no
),

skipped as (
    select
        company,
        value_entry_no
    from {{ ref('rpt_gl_posting_skipped') }}
    group by company, value_entry_no
)

select
    coalesce(value_entries_to_post.company, proposed.company, skipped.company) as company,
    coalesce(value_entries_to_post.value_entry_no, proposed.value_entry_no, skipped.value_entry_no) as value_entry_no,
    proposed.company is not null as is_proposed,
    skipped.company is not null as is_skipped
from value_entries_to_post
full join proposed
    on
        value_entries_to_post.company = proposed.company
        and value_entries_to_post.value_entry_no = proposed.value_entry_no
full join skipped
    on
        coalesce(value_entries_to_post.company, proposed.company) = skipped.company
        and coalesce(value_entries_to_post.value_entry_no, proposed.value_entry_no) = skipped.value_entry_no
where
    value_entries_to_post.company is null
    or (proposed.company is null) = (skipped.company is null)
