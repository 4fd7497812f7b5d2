{#-
  Relation rows, G/L entries and posted legs brought together, a leg on its own account and sign: one row per G/L entry,
  value entry and leg kind, with the relation rows, G/L entries and legs without a partner. The arguments name CTEs:
    relations    gl_entry_key, value_entry_key
    gl_entries   gl_entry_key, gl_account_no, posting_date, is_closing_date, amount, is_on_inventory_account
    posted_legs  int_posted_legs
  G/L entries without a relation row count on inventory accounts only. is_plain: the leg alone meets the G/L entry.
-#}
{% macro gl_leg_links(relations, gl_entries, posted_legs) -%}
  select
        related_entries.gl_entry_key,
        coalesce(posted_legs.value_entry_key, related_entries.value_entry_key) as value_entry_key,
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
        ) as is_plain,
        related_entries.is_on_inventory_account
    from (
        select
            coalesce(relations.gl_entry_key, gl_entries.gl_entry_key) as gl_entry_key,
            relations.value_entry_key,
            -- The blank number of a deleted account is no account: it agrees with no leg, not even one without an account.
            nullif(gl_entries.gl_account_no, '') as gl_account_no,
            gl_entries.posting_date,
            gl_entries.is_closing_date,
            gl_entries.amount,
            gl_entries.amount < 0 as is_credit,
            coalesce(gl_entries.is_on_inventory_account, false) as is_on_inventory_account
        from {{ relations }} as relations
        full outer join {{ gl_entries }} as gl_entries on relations.gl_entry_key = gl_entries.gl_entry_key
        where relations.gl_entry_key is not null or gl_entries.is_on_inventory_account
    ) as related_entries
    full outer join (
        select
            value_entry_key,
            leg_kind,
            posting_date,
            gl_account_no,
            posted_amount,
            posted_amount < 0 as is_credit
        from {{ posted_legs }}
    ) as posted_legs
        on
            related_entries.value_entry_key = posted_legs.value_entry_key
            and related_entries.gl_account_no = posted_legs.gl_account_no
            and related_entries.is_credit = posted_legs.is_credit
{%- endmacro %}
