"""Hand the elements of cost from place to place until every entry has its composition.

Places and the ways between them form a graph (int_cost_flow_nodes, int_cost_flow_edges). Every place is given a layer
that lies after all places it takes cost from; layer by layer one SQL statement hands everything on, so each way is used
once. The number of layers is the longest chain in the ledger (an average cost period of a day makes one of each day),
so a layer has to cost little: one statement to lay it, one to hand on.

Where cost runs in a circle (an item consumed to make itself, valued by the average of the same day) there is no such
order. The places of a circle share a layer, and some of its ways are left open; what those would have carried is fed in
again, in rounds within the circle, and dies out as a geometric series before anything leaves it. Where it does not
(after MAX_ROUNDS, or where a circle hands on all that it holds, so that more than one composition would fit), what is
missing to the cost of an entry is left to the caller: entries that hang on a circle are marked with the element
`circular` (amount 0).

The number of statements depends on the data, which SQL models cannot express; the statements themselves are plain joins
and sums over temporary tables. Another engine needs its own words for `semi join`, `anti join`, `asof join`, `prepare`,
`update ... from` and the rows it changed, and `try`, and decimals of 38 digits. Nothing is floating point, so figures
do not depend on threads or row order.

Applications of a damaged ledger can multiply cost (a thousand pieces issued from a receipt of one, in a circle). An
amount of LARGEST or more is handed on as null, and what that reaches is `circular` too.
"""

import networkx

MAX_ROUNDS = 40
SETTLED = "0.000001"
CIRCULAR_PART = 0  # parts of cost count from 1
LARGEST = "100000000000000"
# Rounding a decimal costs more than all else; what is handed on whole needs none.
HANDED_ON = f"""
    case
        when abs(amount) >= {LARGEST} then null
        when weight = 1 then amount
        when weight = -1 then -amount
        else cast(try(amount * weight) as decimal(38, 8))
    end
"""
KNOWN_SUM = "case when count(*) = count(amount) then cast(sum(amount) as decimal(38, 8)) end"
AMOUNT_NAMES = "node_key, part_no, level, amount, is_reported, last_use"
AMOUNT_COLUMNS = """
    node_key bigint, part_no integer, level integer, amount decimal(38, 8), is_reported boolean, last_use integer
"""
ROWS_BEFORE_TIDYING = 20000
WORKING_TABLES = (
    "flow_node", "flow_edge", "own_amount", "item_group", "unlaid_edge", "taker", "circle_place", "circle_way",
    "circle_edge", "in_circle", "opened", "laid_edge", "laid_node", "fed_amount", "held_amount", "circle_fed",
    "circle_amount", "round_amount",
)


def roll_up(con, nodes, edges, own_amounts, max_rounds=MAX_ROUNDS):
    """Composition of every reported place, as a relation: node_key, cost_element, source_item_no, level, amount.

    The three inputs are DuckDB relations:
    nodes: node_key, company_no, node_type, item_no, flow_date, is_reported
    edges: from_node_key, to_node_key, flow, weight
    own_amounts: node_key, cost_element, source_item_no, level, amount
    """
    nodes.query(
        "input",
        """
        create or replace temp table flow_node as
        select * replace (coalesce(item_no, '') as item_no, coalesce(flow_date, date '0001-01-01') as flow_date)
        from input
        """
    )
    take_edges(con, edges)
    take_own_amounts(con, own_amounts)
    layers = lay_layers(con)
    put_in_layer_order(con)
    mark_circles(con)
    hand_on(con, layers, max_rounds)
    for working_table in WORKING_TABLES:
        con.execute(f"drop table if exists {working_table}")
    return con.sql(
        """
        select node_key, cost_element, source_item_no, level, amount
        from rolled_amount inner join cost_part using (part_no)
        where amount is not null
        union all
        select distinct node_key, 'circular', '', 0, cast(0 as decimal(38, 8)) from rolled_amount where amount is null
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
        create or replace temp table own_amount as
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
    group_items(con, "flow_edge where flow = 'consumption'")
    if not count(con, "item_group"):
        return
    con.execute(
        """
        update flow_edge set level_step = 0
        from flow_node as giver, flow_node as taker, item_group as giver_group, item_group as taker_group
        where
            flow = 'consumption'
            and from_node_key = giver.node_key
            and to_node_key = taker.node_key
            and giver.company_no = giver_group.company_no
            and giver.item_no = giver_group.item_no
            and taker.company_no = taker_group.company_no
            and taker.item_no = taker_group.item_no
            and giver_group.group_no = taker_group.group_no
        """
    )


def group_items(con, ways):
    """Items that can be made out of themselves into item_group: company_no, item_no, group_no."""
    graph = networkx.DiGraph(
        ((company, giver), (company, taker))
        for company, giver, taker in con.sql(
            f"""
            select distinct giver.company_no, giver.item_no, taker.item_no
            from (select from_node_key, to_node_key from {ways}) as ways
            inner join flow_node as giver on from_node_key = giver.node_key
            inner join flow_node as taker on to_node_key = taker.node_key
            """
        ).fetchall()
    )
    con.execute(
        "create or replace temp table item_group (company_no bigint, item_no varchar, group_no bigint)"
    )
    insert_rows(
        con,
        "item_group",
        [
            (company, item, number)
            for number, group in enumerate(circles_of(graph))
            for company, item in group
        ],
    )


# Laying layers -------------------------------------------------------------------------------------------------------


def lay_layers(con):
    """Give every place its layer, into taker (what is not in it is layer 0); returns the number of layers.

    taker: place_key (a node, or one of a circle for all of it), givers (ways not yet used), layer.
    """
    con.execute("create or replace temp table circle_place (node_key bigint, place_key bigint, depth integer)")
    con.execute(
        "create or replace temp table unlaid_edge as select from_node_key as giver, to_node_key as taker from flow_edge"
    )
    con.execute(
        """
        create or replace temp table taker as
        select taker as place_key, cast(count(*) as bigint) as givers, cast(null as integer) as layer
        from unlaid_edge
        group by taker
        """
    )
    reached_since_tidied = changed_rows(
        con, next_layer("flow_node anti join taker on node_key = place_key", "node_key", layer=0)
    )
    unlaid = count(con, "unlaid_edge")
    con.execute(f"prepare lay_next_layer as {next_layer('taker where layer = $1', 'place_key', layer='$1')}")
    layer = 1
    while True:
        if 2 * reached_since_tidied > unlaid:
            con.execute(
                f"""
                create or replace temp table unlaid_edge as
                select *
                from unlaid_edge
                semi join (select place_key from taker where layer is null or layer >= {layer}) on giver = place_key
                """
            )
            reached_since_tidied, unlaid = 0, count(con, "unlaid_edge")
        reached = changed_rows(con, f"execute lay_next_layer({layer})")
        reached_since_tidied += reached
        if not reached and count(con, "taker where layer is null"):
            make_places_of_circles(con, layer)
            reached_since_tidied, unlaid = 0, count(con, "unlaid_edge")
        elif not reached:
            con.execute("deallocate lay_next_layer")
            return layer + 1
        layer += 1


def next_layer(laid, key, layer):
    """SQL that puts the places whose last giver lies in this layer into the next; it changes the places reached."""
    return f"""
        update taker set
            givers = taker.givers - reached.givers,
            layer = case when taker.givers = reached.givers then cast({layer} + 1 as integer) end
        from (
            select taker, cast(count(*) as bigint) as givers
            from unlaid_edge
            inner join (select {key} as laid_key from {laid}) on giver = laid_key
            group by taker
        ) as reached
        where place_key = reached.taker
    """


def make_places_of_circles(con, layer):
    """Nothing is free, so the rest hangs on circles: each becomes one place, and laying goes on in the next layer."""
    find_circles(con)
    con.execute(
        """
        create or replace temp table unlaid_edge as
        select coalesce(giver_circle.place_key, giver) as giver, coalesce(taker_circle.place_key, taker) as taker
        from unlaid_edge
        semi join (select place_key from taker where layer is null) as unlaid on giver = unlaid.place_key
        left join circle_place as giver_circle on giver = giver_circle.node_key
        left join circle_place as taker_circle on taker = taker_circle.node_key
        where coalesce(giver_circle.place_key, giver) <> coalesce(taker_circle.place_key, taker)
        """
    )
    con.execute(
        f"""
        create or replace temp table taker as
        with givers as (
            select taker as place_key, cast(count(*) as bigint) as givers from unlaid_edge group by taker
        ),

        places as (
            select distinct coalesce(circle_place.place_key, taker.place_key) as place_key
            from taker
            left join circle_place on taker.place_key = node_key
            where layer is null
        )

        select * from taker where layer is not null
        union all
        select
            place_key,
            coalesce(givers, 0) as givers,
            case when givers is null then {layer + 1} end as layer
        from places
        left join givers using (place_key)
        """
    )


# Circles -------------------------------------------------------------------------------------------------------------


def find_circles(con):
    """The places of circles into circle_place, with their order within it; opens ways until there is such an order."""
    narrow_down_circles(con)
    ways = ways_of_circles(con)
    circles = list(circles_of(networkx.DiGraph(ways)))
    if not circles:
        raise RuntimeError("Cost hangs on circles that are not among the ways looked at.")
    place_of = {node: min(circle) for circle in circles for node in circle}
    while circles:
        open_ways(con, circles)
        ways = ways_of_circles(con)
        circles = list(circles_of(networkx.DiGraph(ways)))
    order = networkx.DiGraph(way for way in ways if place_of.get(way[0], way[0]) == place_of.get(way[1]))
    order.add_nodes_from(place_of)
    depth_of = {
        node: depth for depth, generation in enumerate(networkx.topological_generations(order)) for node in generation
    }
    insert_rows(con, "circle_place", [(node, place, depth_of[node]) for node, place in place_of.items()])


def narrow_down_circles(con):
    """Ways that may be part of a circle into circle_way, few enough to be looked at one by one.

    A circle stays among items that are made out of each other, and comes back in time: it lies within days that ways
    without a step forward in time span together.
    """
    group_items(
        con, "flow_edge semi join (select place_key from taker where layer is null) on from_node_key = place_key"
    )
    con.execute(
        """
        create or replace temp table circle_way as
        with unlaid as (
            select node_key, flow_date, group_no
            from flow_node
            semi join (select place_key from taker where layer is null) on node_key = place_key
            inner join item_group using (company_no, item_no)
        )

        select
            from_node_key,
            to_node_key,
            flow,
            giver.group_no,
            giver.flow_date as giver_date,
            taker.flow_date as taker_date
        from flow_edge
        inner join unlaid as giver on from_node_key = giver.node_key
        inner join unlaid as taker on to_node_key = taker.node_key and giver.group_no = taker.group_no
        """
    )
    con.execute(
        """
        create or replace temp table circle_way as
        with turns as (
            select distinct group_no, taker_date, giver_date from circle_way where taker_date <= giver_date
        ),

        numbered as (
            select
                *,
                taker_date > max(giver_date) over (
                    partition by group_no
                    order by taker_date, giver_date
                    rows between unbounded preceding and 1 preceding
                ) as begins_anew
            from turns
        ),

        spans as (
            select
                *,
                count(*) filter (where begins_anew) over (
                    partition by group_no order by taker_date, giver_date
                ) as span_no
            from numbered
        ),

        days as (
            select group_no, min(taker_date) as first_day, max(giver_date) as last_day
            from spans
            group by group_no, span_no
        )

        select circle_way.*
        from circle_way
        asof join days on circle_way.group_no = days.group_no and giver_date >= first_day
        where giver_date <= last_day and taker_date between first_day and last_day
        """
    )
    trimmed = True
    while trimmed:  # what only hangs on a circle, or leads to one, is not part of it
        before = count(con, "circle_way")
        con.execute(
            """
            create or replace temp table circle_way as
            select circle_way.*
            from circle_way
            semi join (select from_node_key as node_key from circle_way) as givers on to_node_key = givers.node_key
            semi join (select to_node_key as node_key from circle_way) as takers on from_node_key = takers.node_key
            """
        )
        trimmed = count(con, "circle_way") < before


def ways_of_circles(con):
    """The ways that may be part of a circle and are not open."""
    return con.sql("select from_node_key, to_node_key from circle_way").fetchall()


def circles_of(graph):
    """The nodes of each circle: from each of them a way leads to every other, and back to itself."""
    for nodes in networkx.strongly_connected_components(graph):
        if len(nodes) > 1 or any(graph.has_edge(node, node) for node in nodes):
            yield nodes


def open_ways(con, circles):
    """Open ways of the circles, the most harmless first, and take them out of circle_way."""
    con.execute("create or replace temp table in_circle (node_key bigint, circle_key bigint)")
    insert_rows(con, "in_circle", [(node, min(circle)) for circle in circles for node in circle])
    con.execute(
        """
        create or replace temp table circle_edge as
        select circle_way.*, giver.circle_key
        from circle_way
        inner join in_circle as giver on from_node_key = giver.node_key
        inner join in_circle as taker on to_node_key = taker.node_key and giver.circle_key = taker.circle_key
        """
    )
    # An order's output that was there before the order's last consumption closes a circle in time.
    backward_output = """
        select edge.from_node_key, edge.to_node_key
        from circle_edge as edge
        inner join (
            select to_node_key, max(giver_date) as giver_date
            from circle_edge
            where flow = 'consumption'
            group by to_node_key
        ) as last_consumption on edge.from_node_key = last_consumption.to_node_key
        where edge.flow = 'output' and edge.taker_date <= last_consumption.giver_date
    """
    first_place = """
        select from_node_key, to_node_key
        from circle_edge
        where to_node_key in (select min(to_node_key) from circle_edge group by circle_key)
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
    is_opened = "edge.from_node_key = opened.from_node_key and edge.to_node_key = opened.to_node_key"
    con.execute(f"update flow_edge as edge set is_open = true from opened where {is_opened}")
    con.execute(f"delete from circle_way as edge using opened where {is_opened}")


# Handing on ----------------------------------------------------------------------------------------------------------


def put_in_layer_order(con):
    """Each layer then reads its own block of ways and of amounts fed in, with what becomes of the place they lead to.

    circle_depth: null outside of circles. last_use: the last layer that needs the place's composition, if any does.
    """
    con.execute(
        """
        create or replace temp table laid_node as
        with layers as (
            select node_key, coalesce(layer, 0) as layer, depth as circle_depth, is_reported
            from flow_node
            left join circle_place using (node_key)
            left join taker on coalesce(circle_place.place_key, node_key) = taker.place_key
        ),

        uses as (
            select from_node_key as node_key, max(layer) as last_use
            from flow_edge
            inner join layers on to_node_key = node_key
            group by from_node_key
        )

        select layers.*, last_use
        from layers
        left join uses using (node_key)
        where is_reported or last_use is not null
        """
    )
    con.execute(
        """
        create or replace temp table laid_edge as
        select from_node_key, level_step, weight, is_open, laid_node.*
        from flow_edge
        inner join laid_node on to_node_key = node_key
        order by layer
        """
    )
    con.execute(
        """
        create or replace temp table fed_amount as
        select part_no, level, amount, laid_node.*
        from own_amount
        inner join laid_node using (node_key)
        order by layer
        """
    )


def mark_circles(con):
    """Where a way was left open begins what hangs on a circle; an unknown amount goes the ways that amounts go."""
    con.execute(
        f"""
        insert into fed_amount
        select {CIRCULAR_PART}, 0, cast(null as decimal(38, 8)), laid_node.*
        from laid_node
        semi join (select node_key from laid_edge where is_open) as opened using (node_key)
        """
    )


def hand_on(con, layers, max_rounds):
    """Compositions of the reported places into rolled_amount; amount is null where it is not known.

    held_amount: compositions that a later layer needs, and those that were not moved to rolled_amount yet.
    """
    con.execute(f"create or replace temp table rolled_amount ({AMOUNT_COLUMNS})")
    con.execute(f"create or replace temp table held_amount ({AMOUNT_COLUMNS})")
    depth_of_circles = dict(
        con.sql(
            "select layer, max(depth) from taker inner join circle_place using (place_key) group by layer"
        ).fetchall()
    )
    con.execute(f"prepare hand_on as insert into held_amount {summed(arriving('$1', 'circle_depth is null'))}")
    rows = kept = 0
    for layer in range(layers):
        rows += changed_rows(con, f"execute hand_on({layer})")
        if layer in depth_of_circles:
            rows += settle_circles(con, layer, depth_of_circles[layer], max_rounds)
        if rows > 2 * kept + ROWS_BEFORE_TIDYING:
            rows = kept = move_what_is_done(con, layer)
    move_what_is_done(con, layers)
    con.execute("deallocate hand_on")


def handed_on(givers, ways):
    """SQL of what goes from the givers' amounts along these ways."""
    return f"""
        select node_key, part_no, level + level_step as level, {HANDED_ON} as amount, is_reported, last_use
        from laid_edge
        inner join (select node_key as giver_key, part_no, level, amount from {givers}) on from_node_key = giver_key
        where {ways}
    """


def arriving(layer, places):
    """SQL of what these places of the layer have of their own and get from earlier layers."""
    takers = f"layer = {layer} and {places}"
    return f"select {AMOUNT_NAMES} from fed_amount where {takers} union all {handed_on('held_amount', takers)}"


def summed(amounts):
    """SQL of the amounts by place, part and level."""
    return f"""
        select node_key, part_no, level, {KNOWN_SUM} as amount, is_reported, last_use
        from ({amounts})
        group by node_key, part_no, level, is_reported, last_use
        having amount is distinct from 0
    """


def settle_circles(con, layer, depth, max_rounds):
    """Hand on within the circles of this layer until they are at rest, and hold the sum of all rounds."""
    con.execute(f"create or replace temp table circle_fed as {arriving(layer, 'circle_depth is not null')}")
    con.execute(f"create or replace temp table circle_amount ({AMOUNT_COLUMNS})")
    for _ in range(max_rounds + 1):
        con.execute(f"create or replace temp table round_amount ({AMOUNT_COLUMNS})")
        for position in range(depth + 1):
            fed = f"""
                select {AMOUNT_NAMES}
                from circle_fed
                semi join (select node_key from circle_place where depth = {position}) as places using (node_key)
            """
            ways = f"layer = {layer} and circle_depth = {position} and not is_open"
            con.execute(f"insert into round_amount {summed(fed + 'union all' + handed_on('round_amount', ways))}")
        con.execute("insert into circle_amount select * from round_amount")
        back = summed(handed_on("round_amount", f"layer = {layer} and is_open"))
        con.execute(f"create or replace temp table circle_fed as {back}")
        # What has become unknown at a place stays so, whatever is added.
        not_unknown = "anti join (select * from circle_amount where amount is null) using (node_key, part_no, level)"
        if not count(con, f"circle_fed {not_unknown} where amount is null or abs(amount) > {SETTLED}"):
            break
    return changed_rows(con, f"insert into held_amount {summed(f'select {AMOUNT_NAMES} from circle_amount')}")


def move_what_is_done(con, layer):
    """Compositions that no layer after this needs, to rolled_amount if reported; returns how many rows are held on."""
    con.execute(
        f"""
        insert into rolled_amount
        select {AMOUNT_NAMES} from held_amount where is_reported and coalesce(last_use, 0) <= {layer}
        """
    )
    con.execute(f"create or replace temp table held_amount as select * from held_amount where last_use > {layer}")
    return count(con, "held_amount")


# Statements ----------------------------------------------------------------------------------------------------------


def count(con, table):
    """Number of rows of a table or what follows `from`."""
    return con.execute(f"select count(*) from {table}").fetchall()[0][0]


def changed_rows(con, statement):
    """Run an insert or update; returns how many rows it changed."""
    return con.execute(statement).fetchall()[0][0]


def insert_rows(con, table, rows):
    """Rows (tuples) into a table, in one statement."""
    if rows:
        columns = ", ".join("unnest(?)" for _ in rows[0])
        con.execute(f"insert into {table} select {columns}", [list(column) for column in zip(*rows)])
