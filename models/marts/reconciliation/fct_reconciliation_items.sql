-- Every cent of every inventory account's difference between G/L and inventory in the period, with its cause: one row
-- per company, account, cause, value entry and G/L entry. Amount: contribution to the difference (G/L - inventory),
-- debit positive. The rows of an account sum to its difference.

with evidence as (
    select * from {{ ref('int_reconciliation_evidence') }}
),

causes as (
    select
        cause,
        sentence
    from {{ ref('reconciliation_causes') }}
),

texts as (
    select
        evidence.*,
        causes.sentence,
        {{ format_amount('evidence.amount') }} as amount_text,
        case when evidence.amount < 0 then ' (credit)' else ' (debit)' end as amount_side,
        case when evidence.amount < 0 then ' (debit)' else ' (credit)' end as cost_side,
        coalesce(nullif(evidence.gl_account_no, ''), '(blank)') as account_text,
        coalesce(nullif(evidence.other_account_no, ''), '(blank)') as other_account_text
    from evidence
    inner join causes on evidence.cause = causes.cause
),

{#- The words of most sentences: to look for all words in each of millions of sentences takes longer than the join. -#}
{% set frequent_words = [
    ('cost', 'amount_text || cost_side'),
    ('account', 'account_text'),
    ('value_entry', "case when value_entry_no = 0 then '(several)' else cast(value_entry_no as varchar) end"),
    ('date', 'cast(posting_date as varchar)'),
    ('document', "coalesce(nullif(document_no, ''), '(none)')"),
    ('item', "coalesce(nullif(item_no, ''), '(capacity)')"),
] %}
{% set other_words = [
    ('amount', 'amount_text || amount_side'),
    ('old_account', 'case when is_gl_side then account_text else other_account_text end'),
    ('new_account', 'case when is_gl_side then other_account_text else account_text end'),
    ('gl_entry', 'cast(gl_entry_no as varchar)'),
    ('table', "case when gl_entry_no = 0 then 'Value entry' else 'G/L entry' end"),
    ('entry', 'cast(case when gl_entry_no = 0 then value_entry_no else gl_entry_no end as varchar)'),
    ('other_date', "coalesce(cast(other_date as varchar), '')"),
    ('value_entry_date', "coalesce(cast(case when is_gl_side then other_date else posting_date end as varchar), '')"),
    ('gl_date', "coalesce(cast(case when is_gl_side then posting_date else other_date end as varchar), '')"),
    ('user', "coalesce(nullif(user_id, ''), '(unknown)')"),
    ('source_code', "coalesce(nullif(source_code, ''), '(blank)')"),
    ('pair', "coalesce(nullif(pair_id, ''), '(none)')"),
    ('setup', 'what_to_set_up'),
] %}
sentences as (
    select
        *,
        {{ fill_in('sentence', frequent_words) }} as sentence_so_far
    from texts
),

final as (
    select
        company,
        gl_account_no,
        cause,
        cast(amount as decimal(38, 5)) as amount,
        pair_id,
        value_entry_no,
        gl_entry_no,
        item_no,
        posting_date,
        document_no,
        source_code,
        user_id,
        created_at,
        case
            when replace(sentence_so_far, '{', '') <> sentence_so_far then {{ fill_in('sentence_so_far', other_words) }}
            else sentence_so_far
        end as explanation
    from sentences
)

select * from final
