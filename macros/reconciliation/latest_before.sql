{#-
  Every row of `points` with `value` of that row of `ranges` which has the same keys and the highest `start` not above the
  point; null where there is none.
-#}
{% macro latest_before(points, ranges, keys, point, start, value) -%}
  {{ return(adapter.dispatch('latest_before')(points, ranges, keys, point, start, value)) }}
{%- endmacro %}

{% macro duckdb__latest_before(points, ranges, keys, point, start, value) -%}
  select
    points.*,
    ranges.{{ value }}
  from {{ points }} as points
  asof left join {{ ranges }} as ranges
    on
      {%- for key in keys %}
      points.{{ key }} = ranges.{{ key }} and
      {%- endfor %}
      points.{{ point }} >= ranges.{{ start }}
{%- endmacro %}

{% macro default__latest_before(points, ranges, keys, point, start, value) -%}
  select
    points.*,
    ranges.{{ value }}
  from {{ points }} as points
  left join (
    select
      *,
      lead({{ start }}) over (partition by {{ keys | join(', ') }} order by {{ start }}) as next_start
    from {{ ranges }}
  ) as ranges
    on
      {%- for key in keys %}
      points.{{ key }} = ranges.{{ key }} and
      {%- endfor %}
      points.{{ point }} >= ranges.{{ start }}
      and (ranges.next_start is null or points.{{ point }} < ranges.next_start)
{%- endmacro %}
