"""Cost shares rolled up, on ledgers small enough to check by hand: one company per ledger, all in one build."""

import collections
import datetime
import itertools
import pathlib
import re
import shutil
import typing
from decimal import Decimal
from fractions import Fraction
from random import Random

import duckdb
import pytest

import exports
from builds import NO_UNIT_TESTS, build, environment
from cost_roll_up import roll_up


class Ledger:
    """Collects the entries of one company. Costs are given as in the ledger: receipts +, issues -."""

    def __init__(self, company):
        self.company = company
        self.rows = collections.defaultdict(list)
        self.numbers = itertools.count(1)

    def add(self, table, **values):
        self.rows[table].append(values | {"company": self.company})

    def item(self, item_no, costing_method="FIFO"):
        self.add("item", item_no=item_no, item_type="Inventory", costing_method=costing_method)

    def value(self, entry_no, cost, kind="Direct Cost", day=None, **other):
        """A value entry on an item ledger entry."""
        entry = next(row for row in self.rows["item_ledger_entry"] if row["item_ledger_entry_no"] == entry_no)
        quantity = other.pop("quantity", 0)
        self.add(
            "value_entry", value_entry_no=next(self.numbers), item_ledger_entry_no=entry["item_ledger_entry_no"],
            item_no=entry["item_no"], item_ledger_entry_type=entry["entry_type"],
            posting_date=day or entry["posting_date"], valuation_date=day or entry["posting_date"], entry_type=kind,
            valued_quantity=quantity or entry["quantity"], item_ledger_entry_quantity=quantity,
            invoiced_quantity=quantity, cost_amount_actual=Decimal(str(cost)), inventoriable=True,
            **other,
        )

    def entry(self, entry_type, item_no, quantity, cost, day=1, remaining=0, order="", average=False, apply=(), **more):
        """An item ledger entry with its direct cost; more: other kinds of cost, such as overhead=2.

        apply: (inbound, quantity) of an issue; of a receipt (outbound, quantity[, transferred from]).
        """
        entry = dict(
            item_ledger_entry_no=next(self.numbers), item_no=item_no, posting_date=datetime.date(2026, 1, day),
            entry_type=entry_type, quantity=quantity, remaining_quantity=remaining, positive=quantity > 0,
            location_code=more.pop("location", ""),
            order_type=("Assembly" if entry_type.startswith("Assembly") else "Production") if order else "",
            order_no=order, order_line_no=10000 if order else 0,
        )
        self.add("item_ledger_entry", **entry)
        number = entry["item_ledger_entry_no"]
        self.value(number, cost, quantity=quantity, valued_by_average_cost=average)
        for kind, amount in more.items():
            if kind == "charge":
                self.value(number, amount, item_charge_no="FREIGHT")
            else:
                self.value(number, amount, {"overhead": "Indirect Cost", "variance": "Variance"}[kind])
        if quantity > 0 and not apply:
            self.application(number, number, 0, quantity)
        for other, applied, *transferred_from in apply:
            if quantity < 0:
                self.application(number, other, number, -applied, not average)
            else:
                source = transferred_from[0] if transferred_from else 0
                self.application(
                    number, number, other, applied, transferred_from_entry_no=source
                )
        return number

    def application(self, own, inbound, outbound, quantity, cost_application=True, **other):
        self.add(
            "item_application_entry", item_application_entry_no=next(self.numbers), item_ledger_entry_no=own,
            inbound_item_entry_no=inbound, outbound_item_entry_no=outbound, quantity=quantity,
            cost_application=cost_application, **other,
        )

    def order(self, order_no, item_no, capacity=0, overhead=0, subcontracting=0):
        """The order line's record and its capacity entries."""
        line = dict(order_type="Production", order_no=order_no, order_line_no=10000, item_no=item_no)
        routing = dict(routing_no="R", routing_reference_no=10000)
        self.add("inventory_adjmt_entry_order", **line, **routing)
        for direct, indirect, subcontracted in ((capacity, overhead, False), (subcontracting, 0, True)):
            number = next(self.numbers)
            self.add(
                "capacity_ledger_entry", capacity_ledger_entry_no=number, posting_date=datetime.date(2026, 1, 1),
                subcontracting=subcontracted, **line, **routing,
            )
            for kind, amount in (("Direct Cost", direct), ("Indirect Cost", indirect)):
                self.add(
                    "value_entry", value_entry_no=next(self.numbers), item_ledger_entry_no=0, item_no=item_no,
                    capacity_ledger_entry_no=number, posting_date=datetime.date(2026, 1, 1), entry_type=kind,
                    cost_amount_actual=Decimal(str(amount)), inventoriable=True,
                )


LEDGERS = {}


def ledger(test_ledger):
    """Registers a ledger together with what is expected: {entry: {(element, source item, level): amount}}."""
    book = Ledger(test_ledger.__name__)
    LEDGERS[book.company] = book, test_ledger(book)
    return test_ledger


@ledger
def two_layers_behind_one_sale(book):
    book.item("A")
    first = book.entry("Purchase", "A", 5, 15)
    second = book.entry("Purchase", "A", 5, 20, overhead=2, remaining=2)
    sale = book.entry("Sale", "A", -8, "-28.20", apply=[(first, 5), (second, 3)])
    return {
        sale: {("material", "A", 0): -27, ("purchase_overhead", "", 0): "-1.20"},
        second: {("material", "A", 0): 20, ("purchase_overhead", "", 0): 2},
    }


@ledger
def a_return_brings_back_what_the_sale_took(book):
    book.item("A")
    receipt = book.entry("Purchase", "A", 10, 100, charge=5, remaining=6)
    sale = book.entry("Sale", "A", -4, -42, apply=[(receipt, 4)])
    returned = book.entry("Sale", "A", 1, "10.50", day=2, apply=[(sale, 1)])
    sold_again = book.entry("Sale", "A", -1, "-10.50", day=3, apply=[(returned, 1)])
    return {
        sale: {("material", "A", 0): -40, ("item_charge", "", 0): -2},
        returned: {("material", "A", 0): 10, ("item_charge", "", 0): "0.50"},
        sold_again: {("material", "A", 0): -10, ("item_charge", "", 0): "-0.50"},
    }


@ledger
def two_transfers_then_a_sale(book):
    book.item("A")
    receipt = book.entry("Purchase", "A", 10, 120, remaining=4, location="X")
    out_1 = book.entry("Transfer", "A", -6, -72, apply=[(receipt, 6)], location="X")
    in_1 = book.entry("Transfer", "A", 6, 72, apply=[(out_1, 6, receipt)], charge=3, remaining=2, location="Y")
    out_2 = book.entry("Transfer", "A", -4, -50, day=2, apply=[(in_1, 4)], location="Y")
    in_2 = book.entry("Transfer", "A", 4, 50, day=2, apply=[(out_2, 4, in_1)], location="Z")
    sale = book.entry("Sale", "A", -4, -50, day=3, apply=[(in_2, 4)], location="Z")
    return {
        sale: {("material", "A", 0): -48, ("item_charge", "", 0): -2},
        in_1: {("material", "A", 0): 72, ("item_charge", "", 0): 3},
    }


@ledger
def one_transfer_of_two_layers_keeps_them_apart(book):
    book.item("A")
    cheap = book.entry("Purchase", "A", 5, 15)
    dear = book.entry("Positive Adjmt.", "A", 5, 20)
    out = book.entry("Transfer", "A", -10, -35, apply=[(cheap, 5), (dear, 5)])
    in_cheap = book.entry("Transfer", "A", 5, 15, apply=[(out, 5, cheap)], remaining=5)
    in_dear = book.entry("Transfer", "A", 5, 20, apply=[(out, 5, dear)], remaining=5)
    return {in_cheap: {("material", "A", 0): 15}, in_dear: {("adjustment", "A", 0): 20}}


@ledger
def two_levels_of_production(book):
    for item_no in ("RAW", "PART", "SEMI", "GOOD"):
        book.item(item_no)
    raw = book.entry("Purchase", "RAW", 10, 50)
    part = book.entry("Purchase", "PART", 3, 6)
    book.entry("Consumption", "RAW", -10, -50, order="P1", apply=[(raw, 10)])
    book.order("P1", "SEMI", capacity=20, overhead=4, subcontracting=6)
    semi = book.entry("Output", "SEMI", 10, 80, order="P1", overhead=8, remaining=5)
    book.entry("Consumption", "SEMI", -5, -44, day=2, order="P2", apply=[(semi, 5)])
    book.entry("Consumption", "PART", -3, -6, day=2, order="P2", apply=[(part, 3)])
    book.order("P2", "GOOD", capacity=10)
    good = book.entry("Output", "GOOD", 5, 60, day=2, order="P2", variance=-1)
    sale = book.entry("Sale", "GOOD", -5, -59, day=3, apply=[(good, 5)])
    return {
        semi: {
            ("material", "RAW", 1): 50, ("capacity", "", 1): 20, ("capacity_overhead", "", 1): 4,
            ("subcontracting", "", 1): 6, ("manufacturing_overhead", "", 1): 8,
        },
        sale: {
            ("material", "PART", 1): -6, ("capacity", "", 1): -10, ("variance", "", 1): 1,
            ("material", "RAW", 2): -25, ("capacity", "", 2): -10, ("capacity_overhead", "", 2): -2,
            ("subcontracting", "", 2): -3, ("manufacturing_overhead", "", 2): -4,
        },
    }


@ledger
def an_average_item_is_sold_as_the_mixture(book):
    book.item("A", "Average")
    first = book.entry("Purchase", "A", 10, 100)
    second = book.entry("Purchase", "A", 10, 120, day=2, overhead=20, remaining=14)
    sale = book.entry("Sale", "A", -5, -60, day=2, average=True, apply=[(first, 5)])
    returned = book.entry("Sale", "A", 1, 12, day=3, apply=[(sale, 1)])
    later_sale = book.entry("Sale", "A", -2, -24, day=3, average=True, apply=[(first, 2)])
    return {
        sale: {("material", "A", 0): -55, ("purchase_overhead", "", 0): -5},
        returned: {("material", "A", 0): 11, ("purchase_overhead", "", 0): 1},
        later_sale: {("material", "A", 0): -22, ("purchase_overhead", "", 0): -2},
        second: {("material", "A", 0): 120, ("purchase_overhead", "", 0): 20},
    }


@ledger
def a_fixed_application_of_an_average_item_is_not_averaged(book):
    book.item("A", "Average")
    cheap = book.entry("Purchase", "A", 10, 100, remaining=3)
    book.entry("Purchase", "A", 10, 200)
    book.entry("Purchase", "A", -5, -50, apply=[(cheap, 5)])
    sale = book.entry("Sale", "A", -3, -50, average=True, apply=[(cheap, 2), (cheap, 1)])
    return {sale: {("material", "A", 0): -50}, cheap: {("material", "A", 0): 100}}


@ledger
def reworked_goods_stay_on_their_level(book):
    book.item("RAW")
    book.item("GOOD")
    raw = book.entry("Purchase", "RAW", 10, 100)
    book.entry("Consumption", "RAW", -10, -100, order="P1", apply=[(raw, 10)])
    book.order("P1", "GOOD", capacity=10)
    good = book.entry("Output", "GOOD", 10, 110, order="P1", remaining=6)
    book.entry("Consumption", "GOOD", -4, -44, day=2, order="P2", apply=[(good, 4)])
    book.order("P2", "GOOD", capacity=6)
    reworked = book.entry("Output", "GOOD", 4, 50, day=2, order="P2")
    sale = book.entry("Sale", "GOOD", -4, -50, day=3, apply=[(reworked, 4)])
    return {sale: {("material", "RAW", 1): -40, ("capacity", "", 1): -10}}


@ledger
def a_circle_of_cost_settles(book):
    """Five of ten are reworked within one average day: the average is 11.50, the solution of 15c = 100 + 5c + 15."""
    book.item("A", "Average")
    bought = book.entry("Purchase", "A", 10, 100)
    book.entry("Consumption", "A", -5, "-57.50", order="P1", average=True, apply=[(bought, 5)])
    book.order("P1", "A", capacity=15)
    book.entry("Output", "A", 5, "72.50", order="P1")
    sale = book.entry("Sale", "A", -10, -115, average=True, apply=[(bought, 10)])
    return {sale: {("material", "A", 0): -100, ("capacity", "", 1): -15}}


@ledger
def a_sale_before_its_receipt(book):
    book.item("A")
    sale = book.entry("Sale", "A", -5, -60)
    receipt = book.entry("Purchase", "A", 10, 120, day=5, remaining=5)
    book.application(sale, receipt, sale, -5)
    return {sale: {("material", "A", 0): -60}, receipt: {("material", "A", 0): 120}}


@ledger
def a_sale_beyond_stock_is_unassigned_where_it_arises(book):
    book.item("A")
    receipt = book.entry("Purchase", "A", 2, 20)
    sale = book.entry("Sale", "A", -5, -53, remaining=-3, apply=[(receipt, 2)])
    return {sale: {("material", "A", 0): -20, ("unassigned", "", 0): -33}}


@ledger
def a_revaluation_reaches_only_later_issues(book):
    book.item("A")
    receipt = book.entry("Purchase", "A", 10, 100, remaining=3)
    before = book.entry("Sale", "A", -4, -40, day=2, apply=[(receipt, 4)])
    book.value(receipt, 12, "Revaluation", datetime.date(2026, 1, 3), partial_revaluation=True)
    book.rows["value_entry"][-1]["valued_quantity"] = 6
    after = book.entry("Sale", "A", -3, -36, day=4, apply=[(receipt, 3)])
    return {
        before: {("material", "A", 0): -40},
        after: {("material", "A", 0): -30, ("revaluation", "", 0): -6},
        receipt: {("material", "A", 0): 100, ("revaluation", "", 0): 12},
    }


@ledger
def a_revaluation_of_an_average_item_enters_the_pool_of_its_day(book):
    book.item("A", "Average")
    receipt = book.entry("Purchase", "A", 10, 100, remaining=3)
    before = book.entry("Sale", "A", -4, -40, day=2, average=True, apply=[(receipt, 4)])
    book.value(receipt, 12, "Revaluation", datetime.date(2026, 1, 3), partial_revaluation=True)
    book.rows["value_entry"][-1]["valued_quantity"] = 6
    after = book.entry("Sale", "A", -3, -36, day=4, average=True, apply=[(receipt, 3)])
    return {
        before: {("material", "A", 0): -40},
        after: {("material", "A", 0): -30, ("revaluation", "", 0): -6},
    }


@ledger
def cents_of_rounding_stay_where_they_arise(book):
    book.item("A")
    receipt = book.entry("Purchase", "A", 3, 100, remaining=1)
    book.value(receipt, "-0.01", "Rounding")
    sale = book.entry("Sale", "A", -1, "-33.33", apply=[(receipt, 1)])
    return {
        sale: {("material", "A", 0): "-33.33333", ("unassigned", "", 0): "0.00333"},
        receipt: {("material", "A", 0): 100, ("rounding", "", 0): "-0.01"},
    }


class Build(typing.NamedTuple):
    root: pathlib.Path
    found: dict  # {(company, entry no.): {(element, source item, level): amount}}
    shares: dict  # {company: unassigned cost in percent, as printed}


@pytest.fixture(scope="module")
def rolled_up(tmp_path_factory):
    """All ledgers from one build with its data tests."""
    root = tmp_path_factory.mktemp("rolled_up")
    export = exports.write_required(root / "export")
    tables = collections.defaultdict(list)
    for book, _ in LEDGERS.values():
        for table, rows in book.rows.items():
            tables[table] += rows
    for table, rows in tables.items():
        exports.write_csv(export, table, [dict.fromkeys(columns_of(rows)) | row for row in rows])
    code, output = build(
        *NO_UNIT_TESTS, "--select", "+rpt_cost_of_sales_by_element", "--indirect-selection", "cautious",
        env=environment(root / "db.duckdb", root / "target", export),
    )
    assert code == 0, output
    shares = dict(re.findall(r"Unassigned cost of (\w+): ([\d.]+) %", output))
    found = collections.defaultdict(dict)
    with duckdb.connect(str(root / "db.duckdb"), read_only=True) as connection:
        for company, entry_no, *key, amount in connection.execute(
            "select company, item_ledger_entry_no, cost_element, source_item_no, level, cost_amount"
            " from marts.fct_cost_shares_rolled_up"
        ).fetchall():
            found[company, entry_no][tuple(key)] = amount
    return Build(root, found, shares)


def columns_of(rows):
    return dict.fromkeys(column for row in rows for column in row)


@pytest.mark.parametrize("company", LEDGERS)
def test_ledger(rolled_up, company):
    for number, expected in LEDGERS[company][1].items():
        wanted = {key: Decimal(str(amount)) for key, amount in expected.items()}
        assert rolled_up.found[company, number] == wanted, number


def test_the_share_of_unassigned_cost_is_printed(rolled_up):
    assert rolled_up.shares["two_layers_behind_one_sale"] == "0.0000"
    assert rolled_up.shares["a_sale_beyond_stock_is_unassigned_where_it_arises"] == "62.2642"


@pytest.mark.parametrize(
    "damage",
    [
        "update {mart} set cost_amount = cost_amount + 0.00001 where item_ledger_entry_no = 1",
        "delete from {mart} where company = 'two_layers_behind_one_sale'",
        "insert into {mart} select * replace (987654 as item_ledger_entry_no) from {mart} limit 1",
    ],
)
def test_a_composition_that_does_not_add_up_fails(rolled_up, damage, tmp_path):
    """The data test finds a changed, a missing and a surplus row."""
    database = shutil.copy(rolled_up.root / "db.duckdb", tmp_path / "db.duckdb")
    (test_sql,) = rolled_up.root.rglob("compiled/**/assert_rolled_up_elements_add_up_to_cost.sql")
    with duckdb.connect(database) as connection:
        (mart,) = connection.execute(
            "select 'marts_store.' || table_name from information_schema.tables"
            " where table_schema = 'marts_store' and table_name like 'fct_cost_shares_rolled_up%'"
        ).fetchall()[0]
        assert connection.execute(test_sql.read_text()).fetchall() == []
        connection.execute(damage.format(mart=mart))
        assert connection.execute(test_sql.read_text()).fetchall()


# The propagation by itself ------------------------------------------------------------------------------------------


def composition(nodes, edges, own_amounts, **options):
    """Roll up a graph given as rows of (node, type, item, day), (from, to, flow, weight), (node, element, amount)."""
    with duckdb.connect() as con:
        con.execute(
            "create table nodes (node_key bigint, company_no bigint, node_type varchar, item_no varchar,"
            " flow_date date, is_reported boolean)"
        )
        con.execute(
            "create table edges (from_node_key bigint, to_node_key bigint, flow varchar, weight decimal(38, 16))"
        )
        con.execute(
            "create table own (node_key bigint, cost_element varchar, source_item_no varchar, level integer,"
            " amount decimal(38, 8))"
        )
        for key, node_type, item_no, day in nodes:
            con.execute(
                "insert into nodes values (?, 1, ?, ?, ?, true)",
                [key, node_type, item_no, day and datetime.date(2026, 1, day)],
            )
        con.executemany("insert into edges values (?, ?, ?, ?)", edges)
        con.executemany("insert into own values (?, ?, '', 0, ?)", own_amounts)
        rows = roll_up(con, con.table("nodes"), con.table("edges"), con.table("own"), **options).fetchall()
    return {(key, element, level): amount for key, element, _, level, amount in rows}


CIRCLE = (
    [(1, "pool", "A", 1), (2, "entry", "A", 1), (3, "order_line", "A", 1), (4, "entry", "A", 1), (5, "entry", "A", 1)],
    [
        (1, 2, "pool", Decimal("-0.5")), (2, 3, "consumption", -1), (3, 4, "output", 1), (4, 1, "pool", 1),
        (1, 5, "pool", Decimal("-0.5")),
    ],
    [(1, "material", 100)],
)


def test_a_circle_that_does_not_settle_is_marked_on_what_it_feeds():
    found = composition(*CIRCLE, max_rounds=3)
    assert found[5, "material", 0] == Decimal("-93.75")
    assert found[5, "circular", 0] == 0


def test_a_circle_that_multiplies_cost_beyond_all_range_is_marked():
    nodes, edges, own = CIRCLE
    found = composition(nodes, [edge[:3] + (800 * edge[3],) for edge in edges], own)
    assert found == {(place, "circular", 0): 0 for place in range(1, 6)}


def test_a_circle_that_adds_up_cost_beyond_all_range_is_marked():
    """Eight pieces are issued from a receipt of one and made into one again: each round has eight times the cost."""
    nodes = [(1, "entry", "A", 1), (2, "order_line", "A", 1), *((n, "entry", "A", 1) for n in range(3, 11))]
    issues = [edge for n in range(3, 11) for edge in ((1, n, "application", -1), (n, 2, "consumption", -1))]
    found = composition(nodes, [*issues, (2, 1, "output", 1)], [(1, "material", 100)])
    assert found == {(place, "circular", 0): 0 for place in range(1, 11)}


def test_a_circle_settles():
    found = composition(*CIRCLE)
    assert abs(found[5, "material", 0] + 100) < Decimal("0.001")


def test_what_hangs_on_no_circle_is_not_marked():
    nodes, edges, own = CIRCLE
    found = composition([*nodes, (6, "entry", "B", 1), (7, "entry", "B", 2)], [*edges, (6, 7, "application", -1)],
                        [*own, (6, "material", 5)])
    assert {key for key, element, _ in found if element == "circular"} == {1, 2, 3, 4, 5}


def test_a_circle_that_hands_on_all_it_holds_is_marked_though_nothing_arrives():
    nodes = [(1, "entry", "A", 1), (2, "entry", "A", 1), (3, "order_line", "A", 1)]
    edges = [(1, 2, "application", -1), (2, 3, "consumption", -1), (3, 1, "output", 1)]
    found = composition(nodes, edges, [(1, "unassigned", -5), (2, "unassigned", -5)])
    assert found[2, "circular", 0] == 0
    assert (2, "unassigned", 0) not in found


def test_a_circle_of_returns_is_opened_too():
    nodes = [(1, "pool", "A", 1), (2, "entry", "A", 1), (3, "entry", "A", 1)]
    edges = [(1, 2, "pool", Decimal("-0.5")), (2, 3, "return", -1), (3, 1, "pool", 1)]
    found = composition(nodes, edges, [(1, "material", 100)])
    assert abs(found[1, "material", 0] - 200) < Decimal("0.001")


def test_a_circle_of_places_without_date_or_item_settles():
    nodes, edges, own = CIRCLE
    found = composition([(node, kind, None, None) for node, kind, _, _ in nodes], edges, own)
    assert abs(found[5, "material", 0] + 100) < Decimal("0.001")


def test_circles_behind_each_other_settle_one_after_the_other():
    """Three pools in a chain; out of each half is reworked on the same day, and half goes into the next."""
    nodes, edges = [], []
    for day in range(3):
        pool, consumed, order, made, sold = range(10 * day, 10 * day + 5)
        nodes += [
            (pool, "pool", "A", day + 1), (consumed, "entry", "A", day + 1), (order, "order_line", "A", day + 1),
            (made, "entry", "A", day + 1), (sold, "entry", "A", day + 1),
        ]
        edges += [
            (pool, consumed, "pool", Decimal("-0.5")), (consumed, order, "consumption", -1), (order, made, "output", 1),
            (made, pool, "pool", 1), (pool, sold, "pool", Decimal("-0.25")), (pool, pool + 10, "pool", Decimal("0.25")),
        ]
    found = composition(nodes, edges[:-1], [(0, "material", 100), (12, "capacity", 10)])
    expected = {(4, "material"): -50, (14, "material"): -25, (24, "material"): Decimal("-12.5"),
                (14, "capacity"): -5, (24, "capacity"): Decimal("-2.5")}
    for (node, element), amount in expected.items():
        assert abs(found[node, element, 0] - amount) < Decimal("0.0001")
        assert found[node, "circular", 0] == 0
    assert (4, "capacity", 0) not in found


@pytest.mark.parametrize("seed", range(12))
def test_any_graph_gets_the_solution_of_its_equations(seed):
    """Composition = own amounts + weight x composition of the givers, solved by elimination in fractions."""
    random = Random(seed)
    size = random.randint(5, 14)
    flows = ["consumption", "output", "pool", "return", "transfer", "application"]
    nodes = [(node, "entry", random.choice("AAB"), random.randint(1, 5)) for node in range(size)]
    ways = random.sample([(giver, taker) for giver in range(size) for taker in range(size)], 2 * size)
    weights = [Decimal("0.3"), Decimal("-0.25"), Decimal("0.1")]
    edges = [(*way, random.choice(flows), random.choice(weights)) for way in ways]
    own = [(node, "material", random.randint(1, 100)) for node in range(0, size, 2)]
    rows = [[Fraction(int(row == column)) for column in range(size)] + [Fraction(0)] for row in range(size)]
    for giver, taker, _, weight in edges:
        rows[taker][giver] -= Fraction(weight)
    for node, _, amount in own:
        rows[node][-1] += amount
    for pivot in range(size):
        lead = next(row for row in range(pivot, size) if rows[row][pivot])
        rows[pivot], rows[lead] = rows[lead], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(size):
            if row != pivot and rows[row][pivot]:
                factor = rows[row][pivot]
                rows[row] = [value - factor * base for value, base in zip(rows[row], rows[pivot])]
    found = collections.Counter()
    for (node, element, _), amount in composition(nodes, edges, own).items():
        if element == "material":
            found[node] += amount
    for node in range(size):
        assert abs(Fraction(found[node]) - rows[node][-1]) < Fraction(1, 10000), node


def test_a_long_chain_uses_each_way_once():
    length = 400
    nodes = [(n, "pool", "A", 1) for n in range(length)]
    edges = [(n, n + 1, "pool", Decimal("0.5") if n % 100 == 0 else 1) for n in range(length - 1)]
    found = composition(nodes, edges, [(0, "material", 16), (200, "capacity", 4)])
    assert found[length - 1, "material", 0] == 1
    assert found[length - 1, "capacity", 0] == 1
