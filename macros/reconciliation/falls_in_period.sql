{#-
  Whether a G/L entry falls in the period. A closing date lies after every entry of its day and before the next day, so
  a period that ends with that day leaves it out and a period that goes on beyond it takes it in.
-#}
{% macro falls_in_period(entry, period_start, period_end) -%}
  (
    {{ entry }}.posting_date >= {{ period_start }}
    and (
      {{ entry }}.posting_date < {{ period_end }}
      or ({{ entry }}.posting_date = {{ period_end }} and not {{ entry }}.is_closing_date)
    )
  )
{%- endmacro %}
