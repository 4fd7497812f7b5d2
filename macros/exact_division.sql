{#-
  numerator / denominator as an exact decimal, rounded half away from zero to `scale` decimals; null where the
  denominator is 0 or null. DuckDB's "/" on decimals goes through floating point, so this counts in whole units.
  numerator is a SQL expression or a list of factors (a * b / c without an intermediate rounding);
  every expression has at most `input_scale` decimals, and none is an aggregate (DuckDB's try takes none).
  One absurd entry (a barcode scanned into a quantity) must not stop the figures of all others: where the working does
  not fit 38 digits, the first factor is divided before the others multiply, its remainder apart (slower, as exact). Where
  not even that fits, the quotient is null: never a figure that is nearly right.
-#}
{% macro exact_divide(numerator, denominator, scale=5, input_scale=5) -%}
  {{ return(adapter.dispatch('exact_divide')(numerator, denominator, scale, input_scale)) }}
{%- endmacro %}

{% macro duckdb__exact_divide(numerator, denominator, scale, input_scale) -%}
  {%- set factors = [numerator] if numerator is string else numerator -%}
  {%- set units = [] -%}
  {%- for factor in factors %}{% do units.append(whole_units(factor, input_scale)) %}{% endfor -%}
  {%- set shift = scale + input_scale - input_scale * factors | length -%}
  {%- set n = units | join(' * ') ~ (' * ' ~ 10 ** shift if shift > 0 else '') -%}
  {%- set d = whole_units(denominator, input_scale) ~ (' * ' ~ 10 ** (-shift) if shift < 0 else '') -%}
  {%- set others = [] -%}
  {%- for factor in factors[1:] %}{% do others.append('abs(' ~ wide_units(factor, input_scale) ~ ')') %}{% endfor -%}
  {%- if shift > 0 %}{% do others.append(10 ** shift) %}{% endif -%}
  {%- set others = others | join(' * ') or '1' -%}
  {%- set first = 'abs(' ~ wide_units(factors[0], input_scale) ~ ')' -%}
  {%- set whole = 'abs(' ~ wide_units(denominator, input_scale) ~ ')' ~ (' * ' ~ 10 ** (-shift) if shift < 0 else '') -%}
  (
    case
      when {{ denominator }} = 0 then null
      else coalesce(
        try(
          {%- for factor in factors %} sign({{ factor }}) *{% endfor %} sign({{ denominator }})
          * cast((2 * abs({{ n }}) + abs({{ d }})) // (2 * abs({{ d }})) as decimal(38, 0))
          * cast({{ '0.' ~ '0' * (scale - 1) ~ '1' if scale > 0 else '1' }} as decimal(38, {{ scale }}))
        ),
        try(
          {%- for factor in factors %} sign({{ factor }}) *{% endfor %} sign({{ denominator }})
          * cast(
            {{ first }} // ({{ whole }}) * {{ others }}
            + (2 * ({{ first }} % ({{ whole }})) * {{ others }} + {{ whole }}) // (2 * {{ whole }}) as decimal(38, 0)
          )
          * cast({{ '0.' ~ '0' * (scale - 1) ~ '1' if scale > 0 else '1' }} as decimal(38, {{ scale }}))
        )
      )
    end
  )
{%- endmacro %}

{#- The expression in units of its last decimal, as a whole number. -#}
{% macro whole_units(expression, scale) -%}
  cast(({{ expression }}) * {{ 10 ** scale }} as hugeint)
{%- endmacro %}

{#- The same without multiplying decimals, whose product may have more than 38 digits: slower. -#}
{% macro wide_units(expression, scale) -%}
  (
    cast(trunc({{ expression }}) as hugeint) * {{ 10 ** scale }}
    + cast((({{ expression }}) - trunc({{ expression }})) * {{ 10 ** scale }} as hugeint)
  )
{%- endmacro %}
