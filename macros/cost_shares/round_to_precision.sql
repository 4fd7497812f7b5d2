{#-
  numerator / denominator rounded to a multiple of the precision (0.01, 0.05, 1), half away from zero.
  The numerator has at most ten decimals; a quotient that does not come out even is rounded once, here, and never cut off before.
-#}
{% macro round_to_precision(numerator, denominator, precision) -%}
  cast(
    {{ exact_divide(numerator, '(' ~ denominator ~ ') * ' ~ precision, scale=0, input_scale=10) }} * {{ precision }}
    as decimal(38, 5)
  )
{%- endmacro %}
