{#-
  The steps of int_gl_fit_by_steps share these pieces. `links` is a CTE of free G/L entries and the free legs that
  relation rows tie to them; a fit is a row of G/L entry, value entry, leg kind, fitted_amount.
-#}

{#- The legs tied to a G/L entry, summed by kind, date and account: the candidates of a fit. -#}
{% macro leg_groups(links, condition) -%}
  select
    gl_entry_key,
    leg_kind,
    posting_date,
    leg_account_no,
    min(gl_account_no) as gl_account_no,
    min(gl_amount) as gl_amount,
    sum(posted_amount) as posted_amount,
    min(value_entry_key) as first_value_entry_key,
    count(*) as leg_count
  from {{ links }}
  where {{ condition }}
  group by gl_entry_key, leg_kind, posting_date, leg_account_no
{%- endmacro %}

{#-
  Exact groups; where several G/L entries and groups are alike, the first goes with the first and so on. BC numbers the
  entries of one posting interim accounts first and, within a pair, the inventory side first.
-#}
{% macro pair_by_rank(groups) -%}
  select *
  from (
    select
      *,
      dense_rank() over (
        partition by gl_amount, posting_date, first_value_entry_key, leg_count, leg_account_no = gl_account_no,
        case when leg_account_no = gl_account_no then gl_account_no end
        order by abs(leg_kind), leg_account_no
      ) as leg_rank,
      dense_rank() over (
        partition by gl_amount, posting_date, first_value_entry_key, leg_count, leg_account_no = gl_account_no,
        case when leg_account_no = gl_account_no then gl_account_no end
        order by gl_entry_key
      ) as gl_rank
    from {{ groups }}
    where posted_amount = gl_amount
  ) as ranked_groups
  where leg_rank = gl_rank
{%- endmacro %}

{#- Groups and G/L entries that are each other's nearest by amount. -#}
{% macro pair_by_nearest(groups) -%}
  select *
  from (
    select
      *,
      row_number() over (
        partition by gl_entry_key
        order by abs(posted_amount - gl_amount), first_value_entry_key, leg_kind, leg_account_no, posting_date
      ) as gl_choice,
      row_number() over (
        partition by leg_kind, posting_date, leg_account_no, first_value_entry_key, leg_count
        order by abs(posted_amount - gl_amount), gl_entry_key
      ) as leg_choice
    from {{ groups }}
  ) as ranked_groups
  where gl_choice = 1 and leg_choice = 1
{%- endmacro %}

{#- The legs of the chosen groups; a leg goes to one G/L entry only. -#}
{% macro fits_of(chosen, links, step_no) -%}
  select
    links.gl_entry_key,
    links.value_entry_key,
    links.leg_kind,
    links.posted_amount as fitted_amount,
    {{ step_no }} as step_no
  from {{ chosen }} as chosen
  inner join {{ links }} as links
    on
      chosen.gl_entry_key = links.gl_entry_key
      and chosen.leg_kind = links.leg_kind
      and chosen.posting_date = links.posting_date
      and chosen.leg_account_no = links.leg_account_no
  qualify row_number() over (
    partition by links.value_entry_key, links.leg_kind order by links.gl_entry_key
  ) = 1
{%- endmacro %}

{#- The links whose G/L entry and leg are both still free after a step. -#}
{% macro links_after(links, fits) -%}
  select links.*
  from {{ links }} as links
  left join (select gl_entry_key from {{ fits }} group by gl_entry_key) as fitted_entries
    on links.gl_entry_key = fitted_entries.gl_entry_key
  left join (select value_entry_key, leg_kind from {{ fits }} group by value_entry_key, leg_kind) as fitted_legs
    on
      links.value_entry_key = fitted_legs.value_entry_key
      and links.leg_kind = fitted_legs.leg_kind
  where fitted_entries.gl_entry_key is null and fitted_legs.value_entry_key is null
{%- endmacro %}
