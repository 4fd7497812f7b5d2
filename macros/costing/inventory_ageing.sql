{#- Age buckets as rows, from the last day of each (var ageing_bucket_edges): 30, 60 make 0-30, 31-60 and 61+. -#}
{% macro ageing_buckets() -%}
  {%- set edges = days_var('ageing_bucket_edges') -%}
  {%- for edge in edges %}
    select
        {{ loop.index }} as bucket_no,
        '{{ edges[loop.index0 - 1] + 1 if loop.index0 else 0 }}-{{ edge }}' as bucket,
        {{ edges[loop.index0 - 1] + 1 if loop.index0 else 0 }} as from_days,
        {{ edge }} as to_days
    union all
  {%- endfor %}
    select
        {{ edges | length + 1 }} as bucket_no,
        '{{ edges | last + 1 }}+' as bucket,
        {{ edges | last + 1 }} as from_days,
        9999999 as to_days
{%- endmacro %}


{#- Quantity and value of the layers by age: one row per item, location and bucket that holds a layer. -#}
{% macro inventory_ageing(layers, valuation_date) -%}
with buckets as (
    {{ ageing_buckets() }}
),

aged as (
    select
        layers.company,
        layers.item_no,
        layers.location_code,
        buckets.bucket_no,
        buckets.bucket,
        sum(layers.remaining_quantity) as quantity,
        sum(layers.remaining_value) as value
    from {{ layers }} as layers
    inner join buckets on layers.age_days between buckets.from_days and buckets.to_days
    group by layers.company, layers.item_no, layers.location_code, buckets.bucket_no, buckets.bucket
),

final as (
    select
        company,
        item_no,
        location_code,
        {{ valuation_date }} as valuation_date,
        cast(bucket_no as bigint) as bucket_no,
        bucket,
        quantity,
        value
    from aged
)

select * from final
{%- endmacro %}
