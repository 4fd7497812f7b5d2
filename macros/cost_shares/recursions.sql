{#-
  Two recursive queries over applications. They are macros because engines differ: no portable recursion may look at what
  it found before (DuckDB: USING KEY) or add up inside (PostgreSQL and Spark allow neither). Each pass of either is one join.
  Both end by themselves, whatever the data: the first uses every application once, the second only follows
  applications out of entries that the first has settled, and those run in no circle.
-#}

{#-
  Settles entries in the order of their applications: an entry is settled when every entry it takes from is (waits_for = 0).
  The number of passes is the length of the longest chain. Entries in a circle of applications, and those behind one, are never settled.
  `nodes`: item_ledger_entry_key, positive, is_root, issued_quantity_when_complete, waits_for (number of incoming `edges`).
  `edges`: source_key, destination_key, kind, quantity.
-#}
{% macro settled_entries(nodes, edges) -%}
settled_entries (
    item_ledger_entry_key,
    positive,
    is_root,
    issued_quantity_when_complete,
    waits_for,
    gifts,
    issues,
    issued_quantity,
    level
) using key (item_ledger_entry_key) as (
    select
        item_ledger_entry_key,
        positive,
        is_root,
        issued_quantity_when_complete,
        waits_for,
        cast(0 as bigint) as gifts,
        cast(0 as bigint) as issues,
        cast(0 as decimal(38, 5)) as issued_quantity,
        cast(0 as bigint) as level
    from {{ nodes }}

    union all

    select
        node.item_ledger_entry_key,
        node.positive,
        node.is_root,
        node.issued_quantity_when_complete,
        node.waits_for - arrived.applications as waits_for,
        node.gifts + arrived.gifts as gifts,
        node.issues + arrived.issues as issues,
        cast(node.issued_quantity + arrived.issued_quantity as decimal(38, 5)) as issued_quantity,
        arrived.level
    from (
        select
            edges.destination_key,
            count(*) as applications,
            count(*) filter (where edges.kind = 'return' and {{ holds_all_its_issues('source') }})
            + count(*) filter (where edges.kind = 'transfer' and {{ gives('source') }}) as gifts,
            count(*) filter (where edges.kind = 'issue' and {{ gives('source') }}) as issues,
            coalesce(
                sum(edges.quantity) filter (where edges.kind = 'issue' and {{ gives('source') }}), 0
            ) as issued_quantity,
            max(source.level) + 1 as level
        from settled_entries as source
        inner join {{ edges }} as edges
            on source.item_ledger_entry_key = edges.source_key
        where source.waits_for = 0
        group by edges.destination_key
    ) as arrived
    inner join recurring.settled_entries as node
        on arrived.destination_key = node.item_ledger_entry_key
)
{%- endmacro %}

{#- A receipt gives if it is a root, or if an application into it handed something on. -#}
{% macro gives(entry) -%}
({{ entry }}.positive and ({{ entry }}.is_root or {{ entry }}.gifts > 0))
{%- endmacro %}

{#- An issue hands on to its returns when the receipts behind it account for everything that is applied today. -#}
{% macro holds_all_its_issues(entry) -%}
({{ entry }}.issues > 0 and {{ entry }}.issued_quantity = {{ entry }}.issued_quantity_when_complete)
{%- endmacro %}

{#-
  Hands amounts along applications: every pass hands on what the pass before brought, added up per entry and share.
  What an entry receives in all is the sum of its rows.
  `own`: item_ledger_entry_key, share, amount; `edges`: source_key, destination_key, quantity, source_quantity.
-#}
{% macro amounts_handed_on(own, edges) -%}
amounts_handed_on (
    item_ledger_entry_key,
    share,
    amount,
    pass
) as (
    select
        item_ledger_entry_key,
        share,
        amount,
        cast(0 as bigint) as pass
    from {{ own }}

    union all

    select
        edges.destination_key as item_ledger_entry_key,
        source.share,
        {{ share_amount('sum(' ~ part_of_amount('source.amount', 'edges.quantity', 'edges.source_quantity') ~ ')') }} as amount,
        source.pass + 1 as pass
    from amounts_handed_on as source
    inner join {{ edges }} as edges
        on source.item_ledger_entry_key = edges.source_key
    group by edges.destination_key, source.share, source.pass
)
{%- endmacro %}
