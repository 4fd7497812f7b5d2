{#-
  Whether a G/L entry falls in the period. A closing date lies after every entry of its day and before the next day, so
  a period that ends with that day leaves it out and a period that goes on beyond it takes it in.
-#}
{% macro falls_in_period(entry, period_start, period_end, date_column='posting_date') -%}
  (
    {{ entry }}.{{ date_column }} >= {{ period_start }}
    and (
      {{ entry }}.{{ date_column }} < {{ period_end }}
      or ({{ entry }}.{{ date_column }} = {{ period_end }} and not {{ entry }}.is_closing_date)
    )
  )
{%- endmacro %}

{#- Whether a G/L entry falls in the period or before it. -#}
{% macro falls_up_to(entry, period_end, date_column='posting_date') -%}
  (
    {{ entry }}.{{ date_column }} < {{ period_end }}
    or ({{ entry }}.{{ date_column }} = {{ period_end }} and not {{ entry }}.is_closing_date)
  )
{%- endmacro %}
