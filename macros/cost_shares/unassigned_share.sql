{#- Cost of sold and stocked entries that has no element, per company: amounts without sign, and in percent of the cost. -#}
{% macro unassigned_share() -%}
select
    company,
    unassigned_amount,
    total_amount,
    {{ exact_divide(['100', 'unassigned_amount'], 'total_amount', scale=4) }} as unassigned_pct
from (
    select
        company,
        sum(case when cost_element in ('unassigned', 'circular') then abs(cost_amount) else 0 end) as unassigned_amount,
        sum(abs(cost_amount)) as total_amount
    from {{ ref('fct_cost_shares_rolled_up') }}
    group by company
) as amounts
{%- endmacro %}

{#- Prints the share while the test runs. -#}
{% macro print_unassigned_share() -%}
  {%- if execute and flags.WHICH in ('build', 'test') -%}
    {%- for row in run_query(unassigned_share() ~ ' order by company').rows -%}
      {%- do log('Unassigned cost of ' ~ row['company'] ~ ': ' ~ row['unassigned_pct'] ~ ' % of the cost of sold and stocked entries', info=true) -%}
    {%- endfor -%}
  {%- endif -%}
{%- endmacro %}
