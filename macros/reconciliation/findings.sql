{#-
  The columns that every cause model gives, in this order, so that they can be put under each other. A key of 0 means
  that the finding has no such entry; leg_kind 0 that it has no leg.
-#}
{% macro leg_finding(part, cause, amount, gl_entry_key='0', pair_id="''", other_account_no="''", other_date='null',
    counts_in_period='counts_in_period', counts_to_date='true') -%}
    company_no,
    '{{ part }}' as part,
    value_entry_key,
    leg_kind,
    cast({{ gl_entry_key }} as bigint) as gl_entry_key,
    gl_account_no,
    cast({{ amount }} as decimal(38, 5)) as amount,
    {{ cause }} as cause,
    {{ pair_id }} as pair_id,
    {{ other_account_no }} as other_account_no,
    cast({{ other_date }} as date) as other_date,
    {{ counts_in_period }} as counts_in_period,
    {{ counts_to_date }} as counts_to_date
{%- endmacro %}

{% macro gl_entry_finding(cause, value_entry_key='0', pair_id="''") -%}
    company_no,
    'gl_entry' as part,
    cast({{ value_entry_key }} as bigint) as value_entry_key,
    0 as leg_kind,
    gl_entry_key,
    gl_account_no,
    cast(remainder as decimal(38, 5)) as amount,
    {{ cause }} as cause,
    {{ pair_id }} as pair_id,
    '' as other_account_no,
    cast(null as date) as other_date,
    counts_in_period,
    true as counts_to_date
{%- endmacro %}
