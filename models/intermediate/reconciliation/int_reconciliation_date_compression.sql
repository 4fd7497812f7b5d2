-- Causes date_compressed and date_compressed_summary: G/L date compression deletes the entries of a period with their
-- relation rows and writes a summary per account. What value entries posted and what the summary holds share a pair.

with lost_legs as (
    select * from {{ ref('int_lost_legs') }}
),

gl_entries_to_explain as (
    select * from {{ ref('int_gl_entries_to_explain') }}
    where is_compression
),

-- Table 17 is G/L Entry.
compression_registers as (
    select
        company_no,
        register_entry_no,
        starting_date,
        ending_date
    from {{ ref('stg_bc__date_compression_registers') }}
    where table_id = 17
),

-- Most companies never compressed: their ledgers are not looked through.
compression_source_codes as (
    select
        company_no,
        source_code
    from {{ ref('int_source_code_usages') }}
    where is_compression and company_no in (select compression_registers.company_no from compression_registers)
),

compression_entries as (
    select
        gl_entries.company_no,
        gl_entries.posting_date
    from {{ ref('stg_bc__gl_entries') }} as gl_entries
    inner join compression_source_codes as source_codes
        on
            gl_entries.company_no = source_codes.company_no
            and gl_entries.source_code = source_codes.source_code
    group by gl_entries.company_no, gl_entries.posting_date
),

registers as (
    select
        registers.company_no,
        registers.register_entry_no,
        registers.starting_date,
        registers.ending_date,
        min(compression_entries.posting_date) as summary_date
    from compression_registers as registers
    inner join compression_entries
        on
            registers.company_no = compression_entries.company_no
            and compression_entries.posting_date between registers.starting_date and registers.ending_date
    group by registers.company_no, registers.register_entry_no, registers.starting_date, registers.ending_date
),

compressed_legs as (
    select
        lost_legs.*,
        registers.register_entry_no,
        registers.summary_date
    from lost_legs
    inner join registers
        on
            lost_legs.company_no = registers.company_no
            and lost_legs.posting_date between registers.starting_date and registers.ending_date
    qualify row_number() over (
        partition by lost_legs.value_entry_key, lost_legs.leg_kind order by registers.register_entry_no
    ) = 1
),

summaries as (
    select
        gl_entries_to_explain.*,
        registers.register_entry_no
    from gl_entries_to_explain
    left join registers
        on
            gl_entries_to_explain.company_no = registers.company_no
            and gl_entries_to_explain.posting_date between registers.starting_date and registers.ending_date
    qualify row_number() over (
        partition by gl_entries_to_explain.gl_entry_key order by registers.register_entry_no
    ) = 1
),

{% set pair_id = "'date compression ' || cast(register_entry_no as varchar) || ', account ' || gl_account_no" %}
final as (
    select
        {{ leg_finding(
            'lost_leg', "'date_compressed'", '-posted_amount', pair_id=pair_id, other_date='summary_date'
        ) }}
    from compressed_legs
    union all
    select
        {{ gl_entry_finding("'date_compressed_summary'", pair_id="coalesce(" ~ pair_id ~ ", '')") }}
    from summaries
)

select * from final
