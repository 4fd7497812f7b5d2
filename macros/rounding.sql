{#-
  base * share_numerator / share_denominator, rounded half away from zero to a multiple of
  the precision (0.01, 0.05, 1). The share is a quotient of two whole
  numbers (columns, in one and the same unit), so nothing is rounded before the end and exact halves stay exact.
  base and precision have at most 10 decimals, so has the result. Common factors are taken out first: otherwise three
  amounts of 10 digits multiplied would overflow 128 bits.
-#}
{% macro round_share(base, share_numerator, share_denominator, precision) -%}
  {{ return(adapter.dispatch('round_share')(base, share_numerator, share_denominator, precision)) }}
{%- endmacro %}

{% macro duckdb__round_share(base, share_numerator, share_denominator, precision) -%}
  {%- set amount = whole_units(base, 10) -%}
  {%- set step = whole_units(precision, 10) -%}
  {%- set steps = 'gcd(' ~ amount ~ ', ' ~ step ~ ')' -%}
  {%- set common = 'gcd(' ~ share_numerator ~ ', ' ~ share_denominator ~ ')' -%}
  {%- set numerator = 'abs(' ~ amount ~ ' // ' ~ steps ~ ') * abs(' ~ share_numerator ~ ' // ' ~ common ~ ')' -%}
  {%- set denominator = 'abs(' ~ share_denominator ~ ' // ' ~ common ~ ') * (' ~ step ~ ' // ' ~ steps ~ ')' -%}
  (
    sign({{ base }}) * sign({{ share_numerator }}) * sign({{ share_denominator }})
    * cast((2 * {{ numerator }} + {{ denominator }}) // (2 * {{ denominator }}) as decimal(38, 0))
    * cast({{ precision }} as decimal(38, 10))
  )
{%- endmacro %}
