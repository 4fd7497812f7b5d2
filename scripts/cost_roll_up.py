"""Hand the elements of cost from place to place until every entry has its composition.

Places and the ways between them form a graph (int_cost_flow_nodes, int_cost_flow_edges). Every place is given a layer
that lies after all places it takes cost from; layer by layer one SQL statement hands everything on, so each way is used
once. The number of layers is the longest chain in the ledger, found while laying them.

Where cost runs in a circle (an item consumed to make itself, valued by the average of the same day) there is no such
order. One way of each circle is then left open; what it would have carried is fed in afterwards, in rounds, and dies
out as a geometric series. Where it does not (after MAX_ROUNDS, or where a circle hands on all that it holds, so that more
than one composition would fit), what is missing to the cost of an entry is left to the caller: entries that hang on a
circle are marked with the element `circular` (amount 0).

The number of statements depends on the data, which SQL models cannot express; the statements themselves are plain joins
and sums over temporary tables. Another engine needs its own words for `semi join`, `anti join`, `update ... from` and
`try`, and decimals of 38 digits. Nothing is floating point, so figures do not depend on threads or row order.

Applications of a damaged ledger can multiply cost (a thousand pieces issued from a receipt of one, in a circle). An
amount that leaves the decimal's range is null from there on, and what it reaches is `circular` too.
"""

import networkx

MAX_ROUNDS = 40
SETTLED = "0.000001"
# Rounding a decimal costs more than all else; what is handed on whole needs none.
HANDED_ON = """
    case weight when 1 then amount when -1 then -amount else cast(try(amount * weight) as decimal(38, 8)) end
"""
KNOWN_SUM = "case when count(*) = count(amount) then cast(sum(amount) as decimal(38, 8)) end"
AMOUNT_NAMES = "node_key, part_no, level, amount"
AMOUNT_COLUMNS = "node_key bigint, part_no integer, level integer, amount decimal(38, 8)"


def roll_up(con, nodes, edges, own_amounts, max_rounds=MAX_ROUNDS):
    """Composition of every reported place, as a relation: node_key, cost_element, source_item_no, level, amount.

    The three inputs are DuckDB relations:
    nodes: node_key, company_no, node_type, item_no, flow_date, is_reported
    edges: from_node_key, to_node_key, flow, weight
    own_amounts: node_key, cost_element, source_item_no, level, amount
    """
    nodes.query("input", "create or replace temp table flow_node as select * from input")
    take_edges(con, edges)
    take_own_amounts(con, own_amounts)
    layers = lay_layers(con)
    put_in_layer_order(con)

    con.execute(f"create or replace temp table rolled_amount ({AMOUNT_COLUMNS})")
    con.execute("create or replace temp table circular_node (node_key bigint)")
    con.execute("create or replace temp table out_of_range_node (node_key bigint)")
    sweep(con, layers)
    rounds = 0
    while feed_open_ways(con) and rounds < max_rounds:
        rounds += 1
        sweep(con, layers)
    mark_what_hangs_on_circles(con, layers)
    amounts = "rolled_amount"
    if rounds:
        amounts = """
            (
                select node_key, part_no, level, cast(sum(amount) as decimal(38, 8)) as amount
                from rolled_amount
                group by node_key, part_no, level
            )
        """
    for working_table in ("flow_edge", "unlaid_edge", "laid_edge", "fed_by_layer", "swept_amount", "needed_amount"):
        con.execute(f"drop table {working_table}")
    return con.sql(
        f"""
        select node_key, cost_element, source_item_no, level, amount
        from {amounts} inner join cost_part using (part_no)
        union all
        select node_key, 'circular', '', 0, cast(0 as decimal(38, 8))
        from (select node_key from circular_node union select node_key from out_of_range_node)
        semi join (select node_key from flow_node where is_reported) as reported using (node_key)
        """
    )


def take_own_amounts(con, own_amounts):
    """Elements and source items travel as numbers, which are quicker to group than text."""
    own_amounts.query(
        "input",
        """
        create or replace temp table cost_part as
        select cast(row_number() over () as integer) as part_no, cost_element, source_item_no
        from (select distinct cost_element, source_item_no from input)
        """
    )
    own_amounts.query(
        "input",
        """
        create or replace temp table fed_amount as
        select node_key, part_no, level, amount from input inner join cost_part using (cost_element, source_item_no)
        """
    )


def take_edges(con, edges):
    """An order adds a level, unless it makes an item out of itself: items that make each other share a level."""
    edges.query(
        "input",
        """
        create or replace temp table flow_edge as
        select *, case when flow = 'consumption' then 1 else 0 end as level_step, false as is_open from input
        """
    )
    ways = con.sql(
        """
        select distinct giver.company_no, giver.item_no, taker.item_no
        from flow_edge
        inner join flow_node as giver on from_node_key = giver.node_key
        inner join flow_node as taker on to_node_key = taker.node_key
        where flow = 'consumption'
        """
    ).fetchall()
    graph = networkx.DiGraph(((company, consumed), (company, produced)) for company, consumed, produced in ways)
    group_of = {
        item: number
        for number, group in enumerate(networkx.strongly_connected_components(graph))
        for item in group
    }
    same_level = [way for way in ways if group_of[way[0], way[1]] == group_of[way[0], way[2]]]
    if not same_level:
        return
    con.execute(
        "create or replace temp table same_level (company_no bigint, consumed_item varchar, produced_item varchar)"
    )
    con.execute("insert into same_level select unnest(?), unnest(?), unnest(?)", [list(column) for column in zip(*same_level)])
    con.execute(
        """
        update flow_edge set level_step = 0
        from flow_node as giver, flow_node as taker, same_level
        where
            flow = 'consumption'
            and from_node_key = giver.node_key
            and to_node_key = taker.node_key
            and same_level.company_no = giver.company_no
            and same_level.consumed_item = giver.item_no
            and same_level.produced_item = taker.item_no
        """
    )


# Laying layers -------------------------------------------------------------------------------------------------------


def lay_layers(con):
    """Give every place its layer; returns the number of layers. Opens a way of every circle."""
    con.execute("create or replace temp table flow_layer (node_key bigint, layer integer)")
    con.execute("create or replace temp table unlaid_edge as select from_node_key, to_node_key from flow_edge")
    con.execute(
        """
        insert into flow_layer
        select node_key, 0 from flow_node anti join unlaid_edge on node_key = to_node_key
        """
    )
    con.execute(
        """
        create or replace temp table waiting as
        select to_node_key as node_key, cast(count(*) as bigint) as givers from unlaid_edge group by to_node_key
        """
    )
    layer = 0
    unlaid = count(con, "unlaid_edge")
    used = 0
    while True:
        used += lay_next_layer(con, layer)
        laid = count(con, f"flow_layer where layer = {layer + 1}")
        if laid:
            layer += 1
        elif count(con, "waiting where givers > 0"):
            open_circles(con)
            con.execute(f"insert into flow_layer select node_key, {layer + 1} from freed_node")
            layer += 1
            used = unlaid
        else:
            return layer + 1
        if used > unlaid // 2:
            con.execute(
                f"""
                create or replace temp table unlaid_edge as
                select unlaid_edge.*
                from unlaid_edge
                anti join (select node_key from flow_layer where layer < {layer}) on from_node_key = node_key
                """
            )
            unlaid, used = count(con, "unlaid_edge"), 0


def lay_next_layer(con, layer):
    """Places whose last giver lies in this layer come into the next; returns the number of ways used."""
    con.execute(
        f"""
        create or replace temp table freed as
        select to_node_key as node_key, cast(count(*) as bigint) as givers
        from unlaid_edge
        inner join (select node_key from flow_layer where layer = {layer}) as laid on from_node_key = node_key
        group by to_node_key
        """
    )
    con.execute(
        """
        update waiting set givers = waiting.givers - freed.givers
        from freed
        where waiting.node_key = freed.node_key
        """
    )
    con.execute(
        f"""
        insert into flow_layer
        select node_key, {layer + 1} from freed inner join waiting using (node_key) where waiting.givers = 0
        """
    )
    return con.execute("select coalesce(sum(givers), 0) from freed").fetchall()[0][0]


def open_circles(con):
    """Nothing is free, so the rest hangs on circles: open the ways that close them, the most harmless first."""
    con.execute(
        """
        create or replace temp table circle_edge as
        select flow_edge.*
        from flow_edge
        inner join waiting as giver on from_node_key = giver.node_key and giver.givers > 0
        inner join waiting as taker on to_node_key = taker.node_key and taker.givers > 0
        where not is_open
        """
    )
    trimmed = True
    while trimmed:  # what only hangs on a circle is not part of it
        before = count(con, "circle_edge")
        con.execute(
            """
            create or replace temp table circle_edge as
            select circle_edge.*
            from circle_edge
            semi join (select from_node_key as node_key from circle_edge) as givers on to_node_key = givers.node_key
            """
        )
        trimmed = count(con, "circle_edge") < before
    # An order's output that was there before the order's last consumption closes a circle in time.
    backward_output = """
        select edge.from_node_key, edge.to_node_key
        from circle_edge as edge
        inner join flow_node as output_entry on edge.to_node_key = output_entry.node_key
        inner join (
            select to_node_key, max(flow_date) as flow_date
            from circle_edge inner join flow_node on from_node_key = node_key
            where flow = 'consumption'
            group by to_node_key
        ) as last_consumption on edge.from_node_key = last_consumption.to_node_key
        where edge.flow = 'output' and output_entry.flow_date <= last_consumption.flow_date
    """
    first_place = """
        select from_node_key, to_node_key
        from circle_edge
        where to_node_key = (select min(to_node_key) from circle_edge)
    """
    for opened in (
        backward_output,
        "select from_node_key, to_node_key from circle_edge where flow = 'output'",
        "select from_node_key, to_node_key from circle_edge where flow in ('return', 'transfer')",
        first_place,
    ):
        con.execute(f"create or replace temp table opened as {opened}")
        if count(con, "opened"):
            break
    con.execute(
        """
        update flow_edge set is_open = true
        from opened
        where flow_edge.from_node_key = opened.from_node_key and flow_edge.to_node_key = opened.to_node_key
        """
    )
    con.execute(
        """
        delete from unlaid_edge
        using opened
        where unlaid_edge.from_node_key = opened.from_node_key and unlaid_edge.to_node_key = opened.to_node_key
        """
    )
    con.execute(
        """
        update waiting set givers = waiting.givers - opened.givers
        from (select to_node_key, cast(count(*) as bigint) as givers from opened group by to_node_key) as opened
        where node_key = opened.to_node_key
        """
    )
    con.execute(
        """
        create or replace temp table freed_node as
        select node_key from waiting semi join opened on node_key = to_node_key where givers = 0
        """
    )


def put_in_layer_order(con):
    """Each layer then reads its own block of ways and places. last_use: the last layer that needs a composition."""
    con.execute(
        """
        create or replace temp table laid_edge as
        select from_node_key, to_node_key, level_step, weight, is_open, layer
        from flow_edge
        inner join flow_layer on to_node_key = node_key
        order by layer
        """
    )
    con.execute(
        """
        create or replace temp table laid_node as
        select node_key, flow_layer.layer, is_reported, last_use
        from flow_layer
        inner join flow_node using (node_key)
        left join (
            select from_node_key as node_key, max(layer) as last_use
            from laid_edge
            where not is_open
            group by from_node_key
        ) using (node_key)
        order by flow_layer.layer
        """
    )


# Handing on ----------------------------------------------------------------------------------------------------------


def sweep(con, layers):
    """Hand fed_amount on through all layers; the outcome is added to rolled_amount.

    swept_amount keeps what has no amount (out of range), and all of it where ways were left open.
    """
    kept = "true" if count(con, "laid_edge where is_open") else "amount is null"
    con.execute(
        """
        create or replace temp table fed_by_layer as
        select fed_amount.*, layer from fed_amount inner join flow_layer using (node_key) order by layer
        """
    )
    con.execute(f"create or replace temp table swept_amount ({AMOUNT_COLUMNS})")
    con.execute(f"create or replace temp table needed_amount ({AMOUNT_COLUMNS}, last_use integer)")
    needed_rows = 0
    for layer in range(layers):
        con.execute(
            f"""
            create or replace temp table layer_amount as
            with arriving as (
                select node_key, part_no, level, amount
                from fed_by_layer
                where layer = {layer}
                union all
                select to_node_key, part_no, level + level_step, {HANDED_ON}
                from laid_edge
                inner join needed_amount on from_node_key = node_key
                where layer = {layer} and not is_open
            ),
            arrived as (
                select node_key, part_no, level, {KNOWN_SUM} as amount
                from arriving
                group by node_key, part_no, level
            )
            select arrived.*, last_use, is_reported
            from arrived
            inner join (select * from laid_node where layer = {layer}) as places using (node_key)
            where amount is distinct from 0
            """
        )
        con.execute(f"insert into swept_amount select {AMOUNT_NAMES} from layer_amount where {kept}")
        con.execute(
            f"""
            insert into rolled_amount
            select {AMOUNT_NAMES} from layer_amount where is_reported and amount is not null
            """
        )
        con.execute(
            f"insert into needed_amount select {AMOUNT_NAMES}, last_use from layer_amount where last_use is not null"
        )
        rows = count(con, "needed_amount")
        if rows > 2 * needed_rows:
            con.execute(
                f"""
                create or replace temp table needed_amount as
                select * from needed_amount where last_use > {layer}
                """
            )
            needed_rows = max(count(con, "needed_amount"), 100000)
    con.execute("insert into out_of_range_node select distinct node_key from swept_amount where amount is null")


def feed_open_ways(con):
    """What the last sweep sent along the ways left open is the feed of the next; false once that is next to nothing."""
    con.execute(
        f"""
        create or replace temp table fed_amount as
        with arriving as (
            select to_node_key as node_key, part_no, level + level_step as level, {HANDED_ON} as amount
            from laid_edge
            inner join swept_amount on from_node_key = node_key
            where is_open
        )
        select node_key, part_no, level, {KNOWN_SUM} as amount
        from arriving
        group by node_key, part_no, level
        """
    )
    return count(con, f"fed_amount where abs(amount) > {SETTLED}") > 0


def mark_what_hangs_on_circles(con, layers):
    """Every place that an open way reaches, through however many others, into circular_node."""
    con.execute("insert into circular_node select distinct to_node_key from laid_edge where is_open")
    if not count(con, "circular_node"):
        return
    for layer in range(layers):
        con.execute(
            f"""
            insert into circular_node
            select distinct to_node_key
            from laid_edge
            semi join circular_node as givers on from_node_key = givers.node_key
            anti join circular_node as takers on to_node_key = takers.node_key
            where layer = {layer} and not is_open
            """
        )


def count(con, table):
    return con.execute(f"select count(*) from {table}").fetchall()[0][0]
