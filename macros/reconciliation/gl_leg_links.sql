{#-
  Relation rows, G/L entries and posted legs brought together, a leg on its own account and sign: one row per G/L entry,
  value entry and leg kind, with the relation rows, G/L entries and legs without a partner. The arguments name CTEs:
    relations    gl_entry_key, value_entry_key
    gl_entries   int_gl_entries_on_inventory_accounts
    posted_legs  int_posted_legs
  is_plain: the leg alone meets the G/L entry, at its date. gl_amount is null where the G/L entry is not among gl_entries.
-#}
{% macro gl_leg_links(relations, gl_entries, posted_legs) -%}
  select
        related_entries.gl_entry_key,
        coalesce(
            related_entries.value_entry_key, {{ value_entry_key_of_leg('posted_legs.leg_key') }}
        ) as value_entry_key,
        posted_legs.leg_kind,
        posted_legs.posting_date,
        posted_legs.posted_amount,
        related_entries.amount as gl_amount,
        posted_legs.posting_date <> related_entries.posting_date or related_entries.is_closing_date as dates_differ,
        coalesce(
            posted_legs.posted_amount = related_entries.amount
            and posted_legs.posting_date = related_entries.posting_date
            and not related_entries.is_closing_date,
            false
        ) as is_plain
    from (
        select
            coalesce(relations.gl_entry_key, gl_entries.gl_entry_key) as gl_entry_key,
            relations.value_entry_key,
            gl_entries.posting_date,
            gl_entries.is_closing_date,
            gl_entries.amount,
            {{ leg_key('relations.value_entry_key', 'gl_entries.account_index', 'gl_entries.amount') }} as leg_key
        from {{ relations }} as relations
        full outer join {{ gl_entries }} as gl_entries on relations.gl_entry_key = gl_entries.gl_entry_key
    ) as related_entries
    full outer join (
        select
            leg_kind,
            posting_date,
            posted_amount,
            {{ leg_key('value_entry_key', 'account_index', 'posted_amount', no_account='0') }} as leg_key
        from {{ posted_legs }}
    ) as posted_legs
        on related_entries.leg_key = posted_legs.leg_key
{%- endmacro %}

{#-
  Value entry, account and sign in one number, which joins twice as fast as the three. There is room for 16,383 companies;
  beyond, engines stop with an overflow. Accounts beyond 65,535 count as none: what is posted on them is not settled here
  and goes through the fit by steps, which reads account numbers. Without an account a G/L entry has no key and a leg has
  one that no G/L entry has.
-#}
{% macro leg_key(value_entry_key, account_index, amount, no_account='null') -%}
  {{ value_entry_key }} * 131072
            + 2 * case when {{ account_index }} <= 65535 then {{ account_index }} else {{ no_account }} end
            + case when {{ amount }} < 0 then 1 else 0 end
{%- endmacro %}

{#- The value entry in such a key. -#}
{% macro value_entry_key_of_leg(leg_key) -%}
  {{ shift_right(leg_key, 17) }}
{%- endmacro %}
