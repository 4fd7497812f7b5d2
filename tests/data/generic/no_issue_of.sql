{#- No ledger fails this integrity check; the warning counts the offending entries. -#}
{% test no_issue_of(model, check_name) %}
{{ config(severity='warn') }}
select
    company,
    table_name,
    entry_no,
    message
from {{ model }}
where check_name = '{{ check_name }}'
{% endtest %}
