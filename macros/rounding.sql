{#-
  base * share_numerator / share_denominator, rounded half away from zero to a multiple of
  the precision (0.01, 0.05, 1). The share is a quotient of two whole
  numbers (columns, in one and the same unit), so nothing is rounded before the end and exact halves stay exact.
  base and precision have at most 10 decimals, so has the result. Common factors are taken out of large amounts:
  otherwise three of 10 digits multiplied would overflow 128 bits. Larger ones yet are divided digit by digit.
-#}
{% macro round_share(base, share_numerator, share_denominator, precision) -%}
  {{ return(adapter.dispatch('round_share')(base, share_numerator, share_denominator, precision)) }}
{%- endmacro %}

{% macro duckdb__round_share(base, share_numerator, share_denominator, precision) -%}
  {%- set amount = whole_units(base, 10) -%}
  {%- set step = whole_units(precision, 10) -%}
  {%- set steps = 'gcd(' ~ amount ~ ', ' ~ step ~ ')' -%}
  {%- set common = 'gcd(' ~ share_numerator ~ ', ' ~ share_denominator ~ ')' -%}
  (
    sign({{ base }}) * sign({{ share_numerator }}) * sign({{ share_denominator }})
    * cast(
      case
        -- Small enough to do without common factors, which take ten times as long to find.
        when
          abs({{ amount }}) < {{ 10 ** 22 }} and abs({{ share_numerator }}) < {{ 10 ** 15 }}
          and abs({{ share_denominator }}) < {{ 10 ** 15 }} and {{ step }} < {{ 10 ** 22 }}
          then {{ rounded_quotient(
            'abs(' ~ amount ~ ') * abs(' ~ share_numerator ~ ')', 'abs(' ~ share_denominator ~ ') * ' ~ step) }}
        else coalesce(
          try({{ rounded_quotient(
            'abs(' ~ amount ~ ' // ' ~ steps ~ ') * abs(' ~ share_numerator ~ ' // ' ~ common ~ ')',
            'abs(' ~ share_denominator ~ ' // ' ~ common ~ ') * (' ~ step ~ ' // ' ~ steps ~ ')') }}),
          (
            {{ long_division(amount, '2 * abs(' ~ share_numerator ~ ')', 'abs(' ~ share_denominator ~ ')') }}
            + {{ step }}
          ) // (2 * {{ step }})
        )
      end
      as decimal(38, 0)
    )
    * cast({{ precision }} as decimal(38, 10))
  )
{%- endmacro %}

{#- Quotient of two positive whole numbers, rounded half up. -#}
{% macro rounded_quotient(numerator, denominator) -%}
  (2 * ({{ numerator }}) + {{ denominator }}) // (2 * ({{ denominator }}))
{%- endmacro %}

{#-
  |amount| * numerator // denominator, whole numbers, digit by digit of the amount: not the product, only ten times
  numerator and denominator must fit into 128 bits.
-#}
{% macro long_division(amount, numerator, denominator) -%}
  list_reduce(
    list_transform(
      string_split('0' || abs({{ amount }}), ''),
      lambda digit: {'quotient': cast(digit as hugeint), 'remainder': cast(0 as hugeint)}
    ),
    lambda so_far, digit: {
      'quotient': so_far.quotient * 10
      + (so_far.remainder * 10 + digit.quotient * ({{ numerator }})) // ({{ denominator }}),
      'remainder': (so_far.remainder * 10 + digit.quotient * ({{ numerator }})) % ({{ denominator }})
    }
  ).quotient
{%- endmacro %}
