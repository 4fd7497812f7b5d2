{#-
  One BIGINT key per ledger entry of any company: company number x 2^32 + entry number. Ledgers are joined on this
  one key, never on (company, entry number): an optimizer may join two big ledgers on the company alone.
-#}
{% macro entry_key(entry_no, company_no='company_no') -%}
  cast({{ company_no }} as bigint) * 4294967296 + {{ entry_no }}
{%- endmacro %}
{#- The entry number in such a key; 0 stays 0. A damaged ledger may have numbers below 0. -#}
{% macro entry_no_of_key(entry_key, company_no='company_no') -%}
  case when {{ entry_key }} = 0 then 0 else {{ entry_key }} - cast({{ company_no }} as bigint) * 4294967296 end
{%- endmacro %}
