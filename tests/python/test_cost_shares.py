"""Cost shares of ledgers small enough to reckon by hand: one company per ledger, all in one export and one build.

Every ledger is a list of entries, value entries and applications as Business Central posts them; the period is March 2026.
"""

import datetime
import shutil
from decimal import Decimal

import duckdb
import pytest

import exports
from builds import NO_UNIT_TESTS, build, environment

FEB, MAR_1, MAR_10, MAR_20, MAR_31, APR = (
    datetime.date(2026, *day) for day in ((2, 10), (3, 1), (3, 10), (3, 20), (3, 31), (4, 2))
)
PERIOD = {"BC_PERIOD_START": "2026-03-01", "BC_PERIOD_END": "2026-03-31"}
ORDER = dict(order_type="Production", order_no="P1", order_line_no=10000)

SHARES = (
    "material", "capacity", "capacity_overhead", "material_overhead", "subcontracted", "variance", "revaluation",
    "rounding", "total", "purchase_variance", "material_variance", "capacity_variance",
    "capacity_overhead_variance", "mfg_overhead_variance", "subcontracted_variance",
)


def entry(no, entry_type, quantity, date=MAR_1, remaining=0, item_no="ITEM", **other):
    return dict(
        item_ledger_entry_no=no, item_no=item_no, posting_date=date, entry_type=entry_type, quantity=quantity,
        remaining_quantity=remaining, invoiced_quantity=quantity, positive=quantity > 0, open=remaining != 0,
        document_no=f"D{no}", last_invoice_date=date, drop_shipment=False,
    ) | other


def cost(entry_no, amount, entry_type="Direct Cost", date=MAR_1, **other):
    return dict(
        item_ledger_entry_no=entry_no, item_no="ITEM", posting_date=date, valuation_date=date, entry_type=entry_type,
        cost_amount_actual=Decimal(str(amount)), inventoriable=True,
    ) | other


def application(own, inbound, outbound, quantity, transferred_from=0):
    return dict(
        item_ledger_entry_no=own, inbound_item_entry_no=inbound, outbound_item_entry_no=outbound, quantity=quantity,
        transferred_from_entry_no=transferred_from, cost_application=True,
    )


def receipt(no, quantity, direct, indirect=0, date=MAR_1, remaining=0, **other):
    """Entry, value entries and own application of a purchase."""
    values = [cost(no, direct, date=date)] + ([cost(no, indirect, "Indirect Cost", date)] if indirect else [])
    return [entry(no, "Purchase", quantity, date, remaining, **other)], values, [application(no, no, 0, quantity)]


def ledger(*parts, entries=(), costs=(), applications=(), **tables):
    """Tables of one company."""
    rows = {
        "item": [dict(item_no="ITEM", item_type="Inventory", costing_method="FIFO")],
        "item_ledger_entry": [*entries], "value_entry": [*costs], "item_application_entry": [*applications],
    } | tables
    for more_entries, more_costs, more_applications in parts:
        rows["item_ledger_entry"] += more_entries
        rows["value_entry"] += more_costs
        rows["item_application_entry"] += more_applications
    return rows


def row(mode, no, quantity, capacity_entry=False, **shares):
    """Expected row; shares that are not given are 0."""
    return (mode, 0 if capacity_entry else no, no if capacity_entry else 0, quantity, shares)


# Weight of the receipt -4 / 10: overhead -8 of -40. The receipt keeps six tenths.
OVERHEAD_OF_A_PARTIAL_ISSUE = (
    ledger(
        receipt(1, 10, 80, 20, remaining=6),
        entries=[entry(2, "Sale", -4, MAR_10)], costs=[cost(2, -40)], applications=[application(2, 1, 2, -4)],
    ),
    [
        row("Sales", 2, -4, material=-32, material_overhead=-8, total=-40),
        row("Inventory", 1, 6, material=48, material_overhead=12, total=60),
    ],
)

# The first receipt (15 and 5 overhead) is used up, the second (20) keeps two fifths.
TWO_LAYERS_BEHIND_ONE_SALE = (
    ledger(
        receipt(1, 5, 15, 5), receipt(2, 5, 20, remaining=2),
        entries=[entry(3, "Sale", -8, MAR_10)], costs=[cost(3, -32)],
        applications=[application(3, 1, 3, -5), application(3, 2, 3, -3)],
    ),
    [
        row("Sales", 3, -8, material=-27, material_overhead=-5, total=-32),
        row("Inventory", 2, 2, material=8, total=8),
    ],
)

# 15 sold, 10 received: the sale is relieved of 15 and 20, five pieces stay uncovered.
SALE_BEYOND_STOCK = (
    ledger(
        receipt(1, 5, 15), receipt(2, 5, 20),
        entries=[entry(3, "Sale", -15, MAR_10, remaining=-5)], costs=[cost(3, -60)],
        applications=[application(3, 1, 3, -5), application(3, 2, 3, -5)],
    ),
    [
        row("Sales", 3, -15, material=-60, total=-60),
        row("Inventory", 3, -5, material=-25, total=-25),
    ],
)

# Sold before the second receipt came in; applied when it did, still in the period.
NEGATIVE_INVENTORY_APPLIED_LATER = (
    ledger(
        receipt(1, 5, 15, 5), receipt(3, 10, 40, date=MAR_20, remaining=7),
        entries=[entry(2, "Sale", -8, MAR_10)], costs=[cost(2, -32)],
        applications=[application(2, 1, 2, -5), application(2, 3, 2, -3)],
    ),
    [
        row("Sales", 2, -8, material=-27, material_overhead=-5, total=-32),
        row("Inventory", 3, 7, material=28, total=28),
    ],
)

# The rest of the sale was applied in April: today nothing of it remains, but its receipts up to March only account for
# half. So it hands nothing on to its return, which shows its whole cost as material.
ISSUE_COVERED_AFTER_THE_PERIOD = (
    ledger(
        receipt(1, 5, 15, 5), receipt(3, 5, 20, date=APR),
        entries=[entry(2, "Sale", -10, MAR_10), entry(4, "Sale", 10, MAR_20, remaining=10)],
        costs=[cost(2, -40), cost(4, 40)],
        applications=[application(2, 1, 2, -5), application(2, 3, 2, -5), application(4, 4, 2, 10)],
    ),
    [
        row("Sales", 2, -10, material=-35, material_overhead=-5, total=-40),
        row("Sales", 4, 10, material=40, total=40),
        row("Inventory", 2, -5, material=-20, total=-20),
        row("Inventory", 4, 10, material=40, total=40),
    ],
)

# Receipt - sale - return of half - sold again. Overhead 20 x 0.4 = 8 to the sale, 4 back, 2 out again.
RETURN_APPLIED_FROM_A_SALE = (
    ledger(
        receipt(1, 10, 100, 20, remaining=6),
        entries=[
            entry(2, "Sale", -4, MAR_10), entry(3, "Sale", 2, MAR_20, remaining=1), entry(4, "Sale", -1, MAR_31),
        ],
        costs=[cost(2, -48), cost(3, 24), cost(4, -12)],
        applications=[application(2, 1, 2, -4), application(3, 3, 2, 2), application(4, 3, 4, -1)],
    ),
    [
        row("Sales", 2, -4, material=-40, material_overhead=-8, total=-48),
        row("Sales", 3, 2, material=20, material_overhead=4, total=24),
        row("Sales", 4, -1, material=-10, material_overhead=-2, total=-12),
        row("Inventory", 1, 6, material=60, material_overhead=12, total=72),
        row("Inventory", 3, 1, material=10, material_overhead=2, total=12),
    ],
)

# Overhead 10 and 5 behind the sale: its return gets 15. BC gives it that of the receipt it happens to process last.
RETURN_OF_A_SALE_WITH_TWO_SOURCES = (
    ledger(
        receipt(1, 5, 20, 10), receipt(2, 5, 25, 5),
        entries=[entry(3, "Sale", -10, MAR_10), entry(4, "Sale", 10, MAR_20, remaining=10)],
        costs=[cost(3, -60), cost(4, 60)],
        applications=[application(3, 1, 3, -5), application(3, 2, 3, -5), application(4, 4, 3, 10)],
    ),
    [
        row("Sales", 3, -10, material=-45, material_overhead=-15, total=-60),
        row("Sales", 4, 10, material=45, material_overhead=15, total=60),
        row("Inventory", 4, 10, material=45, material_overhead=15, total=60),
    ],
)

# Both transfers are dated on the period end: six tenths of the overhead travel over two hops, a third of it is sold.
TRANSFER_OVER_TWO_HOPS = (
    ledger(
        receipt(1, 10, 80, 20, date=FEB, remaining=4),
        entries=[
            entry(2, "Transfer", -6, MAR_31), entry(3, "Transfer", 6, MAR_31),
            entry(4, "Transfer", -6, MAR_31), entry(5, "Transfer", 6, MAR_31, remaining=4),
            entry(6, "Sale", -2, MAR_31),
        ],
        costs=[cost(2, -60), cost(3, 60), cost(4, -60), cost(5, 60), cost(6, -20)],
        applications=[
            application(2, 1, 2, -6), application(3, 3, 2, 6, transferred_from=1),
            application(4, 3, 4, -6), application(5, 5, 4, 6, transferred_from=3), application(6, 5, 6, -2),
        ],
    ),
    [
        row("Sales", 6, -2, material=-16, material_overhead=-4, total=-20),
        row("Inventory", 1, 4, material=32, material_overhead=8, total=40),
        row("Inventory", 5, 4, material=32, material_overhead=8, total=40),
    ],
)

# The same transfer before the period end carries nothing (BC's condition): all material, and the sale stays in the view.
TRANSFER_BEFORE_THE_PERIOD_END = (
    ledger(
        receipt(1, 10, 80, 20, date=FEB, remaining=4),
        entries=[
            entry(2, "Transfer", -6, MAR_20), entry(3, "Transfer", 6, MAR_20, remaining=4), entry(4, "Sale", -2, MAR_31),
        ],
        costs=[cost(2, -60), cost(3, 60), cost(4, -20)],
        applications=[
            application(2, 1, 2, -6), application(3, 3, 2, 6, transferred_from=1), application(4, 3, 4, -2),
        ],
    ),
    [
        row("Sales", 4, -2, material=-20, total=-20),
        row("Inventory", 1, 4, material=32, material_overhead=8, total=40),
        row("Inventory", 3, 6, material=60, total=60),
        row("Inventory", 4, -2, material=-20, total=-20),
    ],
)

# 20 before the sale, 30 in April (not yet). The sale has -8 of the 20 and a revaluation of its own, -2, that Sales leave
# out. In Inventory the receipt keeps the 20 whole: 68, although 60 is left.
REVALUATION_INSIDE_AND_OUTSIDE_THE_PERIOD = (
    ledger(
        receipt(1, 10, 80, date=FEB, remaining=6),
        entries=[entry(2, "Sale", -4, MAR_10)],
        costs=[
            cost(1, 20, "Revaluation", MAR_1), cost(1, 30, "Revaluation", APR),
            cost(2, -40), cost(2, -2, "Revaluation", MAR_20),
        ],
        applications=[application(2, 1, 2, -4)],
    ),
    [
        row("Sales", 2, -4, material=-32, revaluation=-8, total=-40),
        row("Inventory", 1, 6, material=48, revaluation=20, total=68),
    ],
)

# Consumed 20, capacity 10 with overhead 2, subcontracting 8; 10 % on 40 is overhead 4. Two pieces of 40 + 5 indirect
# and variances 3 and -1; one is sold, at half of everything.
OUTPUT_WITH_CAPACITY_OVERHEAD_AND_VARIANCE = (
    ledger(
        receipt(1, 10, 50, remaining=6, item_no="PART"),
        entries=[
            entry(2, "Consumption", -4, item_no="PART", **ORDER), entry(3, "Output", 2, MAR_10, remaining=1, **ORDER),
            entry(4, "Sale", -1, MAR_20),
        ],
        costs=[
            cost(2, -20), cost(3, 40), cost(3, 5, "Indirect Cost"),
            cost(3, 3, "Variance", variance_type="Capacity"), cost(3, -1, "Variance", variance_type="Material"),
            cost(4, -23.5),
            cost(0, 10, capacity_ledger_entry_no=1), cost(0, 2, "Indirect Cost", capacity_ledger_entry_no=1),
            cost(0, 8, capacity_ledger_entry_no=2),
        ],
        applications=[application(2, 1, 2, -4), application(3, 3, 0, 2), application(4, 3, 4, -1)],
        item=[
            dict(item_no="ITEM", item_type="Inventory", costing_method="Standard"),
            dict(item_no="PART", item_type="Inventory", costing_method="FIFO"),
        ],
        production_order=[dict(status="Finished", production_order_no="P1")],
        inventory_adjmt_entry_order=[ORDER | dict(
            item_no="ITEM", routing_no="R", routing_reference_no=10000, indirect_cost_pct=10, overhead_rate=0
        )],
        capacity_ledger_entry=[
            ORDER | dict(
                capacity_ledger_entry_no=no, item_no="ITEM", routing_no="R", routing_reference_no=10000, quantity=hours,
                output_quantity=2, subcontracting=no == 2, posting_date=MAR_10, document_no="P1",
            ) for no, hours in ((1, 3), (2, 1))
        ],
    ),
    [
        row(
            "Sales", 4, -1, material=-10, capacity=-5, capacity_overhead=-1, subcontracted=-4, material_overhead=-2,
            variance=-1, total=-23.5, capacity_variance=-1.5, material_variance=0.5,
        ),
        row("Inventory", 1, 6, material=30, total=30),
        row(
            "Inventory", 3, 1, material=10, capacity=5, capacity_overhead=1, subcontracted=4, material_overhead=2,
            variance=1, total=23.5, capacity_variance=1.5, material_variance=-0.5,
        ),
        row("WIP Inventory", 2, 0),
        row(
            "WIP Inventory", 3, 2, material=20, capacity=10, capacity_overhead=2, subcontracted=8, material_overhead=4,
            total=45,
        ),
        row("WIP Inventory", 1, 3, capacity_entry=True, capacity=-10, capacity_overhead=-2, total=-12),
        row("WIP Inventory", 2, 1, capacity_entry=True, subcontracted=-8, total=-8),
    ],
)

# The return names a sale that is not in the ledger: the application counts for nothing, the return is a receipt like any.
APPLICATION_OF_A_MISSING_ENTRY = (
    ledger(
        entries=[entry(3, "Sale", 2, MAR_10, remaining=1), entry(4, "Sale", -1, MAR_20)],
        costs=[cost(3, 20), cost(3, 2, "Indirect Cost"), cost(4, -11)],
        applications=[application(3, 3, 99, 2), application(4, 3, 4, -1)],
    ),
    [
        row("Sales", 3, 2, material=20, material_overhead=2, total=22),
        row("Sales", 4, -1, material=-10, material_overhead=-1, total=-11),
        row("Inventory", 3, 1, material=10, material_overhead=1, total=11),
    ],
)

# 2 and 3 take from each other, 4 and 5 stand behind them: they hand nothing on. The sale out of receipt 1 is not touched.
CIRCLE_OF_APPLICATIONS = (
    ledger(
        receipt(1, 10, 100, 10, remaining=8),
        entries=[
            entry(2, "Sale", -4, MAR_10), entry(3, "Sale", 4, MAR_10, remaining=0), entry(4, "Sale", -1, MAR_20),
            entry(5, "Sale", 1, MAR_20, remaining=1), entry(6, "Sale", -2, MAR_31),
        ],
        costs=[cost(2, -40), cost(3, 40), cost(3, 4, "Indirect Cost"), cost(4, -11), cost(5, 11), cost(6, -22)],
        applications=[
            application(2, 3, 2, -4), application(3, 3, 2, 4), application(4, 3, 4, -1), application(5, 5, 4, 1),
            application(6, 1, 6, -2),
        ],
    ),
    [
        row("Sales", 2, -4, material=-40, total=-40),
        row("Sales", 3, 4, material=40, material_overhead=4, total=44),
        row("Sales", 4, -1, material=-11, total=-11),
        row("Sales", 5, 1, material=11, total=11),
        row("Sales", 6, -2, material=-20, material_overhead=-2, total=-22),
        row("Inventory", 1, 8, material=80, material_overhead=8, total=88),
        row("Inventory", 2, -4, material=-40, total=-40),
        row("Inventory", 3, 4, material=40, material_overhead=4, total=44),
        row("Inventory", 4, -1, material=-11, total=-11),
        row("Inventory", 5, 1, material=11, total=11),
    ],
)

# The transfer receipt is relieved of the revaluation, six tenths of 20, that stays with the receipt: it holds 48 of 60.
# Two of the three pieces sold out of it are covered.
REVALUATION_BEHIND_A_TRANSFER = (
    ledger(
        receipt(1, 10, 80, date=FEB, remaining=4),
        entries=[
            entry(2, "Transfer", -6, MAR_31), entry(3, "Transfer", 6, MAR_31, remaining=4),
            entry(4, "Sale", -3, MAR_31, remaining=-1),
        ],
        costs=[cost(1, 20, "Revaluation", MAR_1), cost(2, -60), cost(3, 60), cost(4, -30)],
        applications=[
            application(2, 1, 2, -6), application(3, 3, 2, 6, transferred_from=1), application(4, 3, 4, -2),
        ],
    ),
    [
        row("Sales", 4, -3, material=-26, revaluation=-4, total=-30),
        row("Inventory", 1, 4, material=32, revaluation=20, total=52),
        row("Inventory", 3, 4, material=32, total=32),
        row("Inventory", 4, -1, material=-14, total=-14),
    ],
)

# A second application of the same sale counts like the first: nothing is made or lost, but the sale is relieved twice.
DOUBLED_APPLICATION = (
    ledger(
        receipt(1, 10, 80, 20, remaining=6),
        entries=[entry(2, "Sale", -4, MAR_10)], costs=[cost(2, -40)],
        applications=[application(2, 1, 2, -4), application(2, 1, 2, -4)],
    ),
    [
        row("Sales", 2, -4, material=-24, material_overhead=-16, total=-40),
        row("Inventory", 1, 2, material=16, material_overhead=4, total=20),
        row("Inventory", 2, 4, material=40, total=40),
    ],
)

# The sale was changed to another item: its receipt's shares follow the application, as in BC, and the stock of neither
# item is the sum of its quantities.
APPLICATION_OF_ANOTHER_ITEM = (
    ledger(
        receipt(1, 10, 80, 20, remaining=6),
        entries=[entry(2, "Sale", -4, MAR_10, item_no="OTHER")], costs=[cost(2, -40)],
        applications=[application(2, 1, 2, -4)],
        item=[dict(item_no=item_no, item_type="Inventory", costing_method="FIFO") for item_no in ("ITEM", "OTHER")],
    ),
    [
        row("Sales", 2, -4, material=-32, material_overhead=-8, total=-40),
        row("Inventory", 1, 6, material=48, material_overhead=12, total=60),
    ],
)

# Positive, but of negative quantity: its shares go to the sale with the weight -4 / -10.
RECEIPT_OF_NEGATIVE_QUANTITY = (
    ledger(
        receipt(1, -10, 80, 20, positive=True),
        entries=[entry(2, "Sale", -4, MAR_10)], costs=[cost(2, -40)], applications=[application(2, 1, 2, -4)],
    ),
    [
        row("Sales", 2, -4, material=-48, material_overhead=8, total=-40),
        row("Inventory", 1, -10, material=80, material_overhead=20, total=100),
    ],
)

LEDGERS = {name.lower(): value for name, value in list(globals().items()) if name.isupper() and isinstance(value, tuple)
           and len(value) == 2 and isinstance(value[0], dict)}


def write_export(root):
    """One export with a company per ledger."""
    exports.write_required(root)
    tables = {}
    for company, (ledger_tables, _) in LEDGERS.items():
        for table, rows in ledger_tables.items():
            for number, values in enumerate(rows, start=1):
                keys = {"value_entry": "value_entry_no", "item_application_entry": "item_application_entry_no"}
                number_of = {keys[table]: number} if table in keys else {}
                tables.setdefault(table, []).append(values | number_of | {"company": company})
    for table, rows in tables.items():
        exports.write_csv(root, table, rows)
    return root


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    work = tmp_path_factory.mktemp("cost_shares")
    db = work / "tieout.duckdb"
    env = environment(db, work / "target", write_export(work / "export"), **PERIOD)
    selection = ("--select", "+rpt_cost_shares_breakdown", "--indirect-selection", "cautious")
    code, output = build(*NO_UNIT_TESTS, *selection, env=env)
    assert code == 0, output[-3000:]
    with duckdb.connect(str(db), read_only=True) as connection:
        yield connection, output, work


@pytest.mark.parametrize("company", LEDGERS)
def test_cost_shares_are_those_reckoned_by_hand(warehouse, company):
    found = warehouse[0].execute(
        f"select print_mode, item_ledger_entry_no, capacity_ledger_entry_no, quantity, {', '.join(SHARES)}"
        " from marts.rpt_cost_shares_breakdown where company = ?", [company]
    ).fetchall()
    figures = {
        values[:3]: (values[3], {share: amount for share, amount in zip(SHARES, values[4:]) if amount}) for values in found
    }
    assert len(figures) == len(found)
    assert figures == {
        (mode, no, capacity_no): (
            Decimal(quantity), {share: Decimal(str(amount)) for share, amount in shares.items()}
        )
        for mode, no, capacity_no, quantity, shares in LEDGERS[company][1]
    }


def test_a_circle_of_applications_is_reported_by_its_entries(warehouse):
    connection, output, _ = warehouse
    assert "WARN 4 assert_no_circle_of_applications" in output
    listed = connection.execute(
        "select company, item_ledger_entry_no from test_failures.assert_no_circle_of_applications order by 2"
    ).fetchall()
    assert listed == [("circle_of_applications", no) for no in (2, 3, 4, 5)]


def test_applications_that_contradict_their_entries_are_reported(warehouse):
    connection, output, _ = warehouse
    assert "WARN 2 assert_applications_are_regular" in output
    listed = connection.execute(
        "select company, item_ledger_entry_no, applied_entry_no from test_failures.assert_applications_are_regular order by 1"
    ).fetchall()
    assert listed == [("application_of_another_item", 1, 2), ("receipt_of_negative_quantity", 1, 2)]


@pytest.mark.parametrize(
    ("view", "damage"),
    [
        ("sales", "update {mart} set total = total + 0.00001 where print_mode = 'Sales' and item_ledger_entry_no = 2"),
        ("sales", "delete from {mart} where print_mode = 'Sales' and company = 'doubled_application'"),
        ("sales", "insert into {mart} select * replace (987654 as item_ledger_entry_no) from {mart} where print_mode = 'Sales'"),
        ("stock", "update {mart} set total = total - 0.00002 where print_mode = 'Inventory' and item_ledger_entry_no = 1"),
        ("stock", "update {mart} set total = total + 2 where print_mode = 'WIP Inventory' and item_ledger_entry_no = 3"),
        ("stock", "update {mart} set quantity = quantity + 1 where print_mode = 'Inventory' and item_ledger_entry_no = 1"),
        ("stock", "delete from {mart} where print_mode = 'Inventory' and company = 'doubled_application'"),
    ],
)
def test_a_report_that_does_not_tie_fails(warehouse, view, damage, tmp_path):
    """The data tests find changed, missing and surplus rows."""
    *_, work = warehouse
    database = shutil.copy(work / "tieout.duckdb", tmp_path / "tieout.duckdb")
    (test_sql,) = work.rglob(f"compiled/**/assert_{view}_shares_tie_to_value_entries.sql")
    with duckdb.connect(database) as connection:
        (mart,) = connection.execute(
            "select 'marts_store.' || table_name from information_schema.tables"
            " where table_schema = 'marts_store' and table_name like 'rpt_cost_shares_breakdown%'"
        ).fetchall()[0]
        assert connection.execute(test_sql.read_text()).fetchall() == []
        connection.execute(damage.format(mart=mart))
        assert connection.execute(test_sql.read_text()).fetchall()
