"""Damaged copies of the sample companies: whatever is wrong in a ledger, no test of error severity holds its marts back.

One company per sample company and kind of damage to items, entries and applications, all in one build.
"""

import collections
import random
import re

import duckdb
import pytest

from builds import NO_UNIT_TESTS, PROJECT, build, environment

ITEMS, ENTRIES, APPLICATIONS, VALUES = "Item-27", "ItemLedgerEntry-32", "ItemApplicationEntry-339", "ValueEntry-5802"
CELL = re.compile(r'("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
LINKS = ("ItemLedgerEntryNo-2", "InboundItemEntryNo-3", "OutboundItemEntryNo-4", "TransferredfromEntryNo-23")
DAMAGES = {}


def damage(table, share):
    """Registers a change to a share of the rows of a table; it returns the rows that take the place of one."""

    def register(change):
        def apply(tables, chance):
            rows = []
            for row in tables[table]:
                rows += change(row, tables, chance) if chance.random() < share else [row]
            tables[table] = rows

        DAMAGES[change.__name__] = apply
        return change

    return register


def turned(number):
    return number.removeprefix("-") if number.startswith("-") else f"-{number}"


@damage(APPLICATIONS, 0.05)
def applications_deleted(row, tables, chance):
    return []


@damage(APPLICATIONS, 0.05)
def applications_doubled(row, tables, chance):
    number = chance.randrange(10_000, 10_000_000)
    return [row, row | {"EntryNo-1": str(number), "systemId-2000000000": f'"{number:08x}-0000-0000-0000-000000000000"'}]


@damage(APPLICATIONS, 0.05)
def applications_of_missing_entries(row, tables, chance):
    return [row | {chance.choice(LINKS): "900001"}]


@damage(APPLICATIONS, 0.05)
def applications_of_other_entries(row, tables, chance):
    return [row | {chance.choice(LINKS): chance.choice(tables[ENTRIES])["EntryNo-1"]}]


@damage(APPLICATIONS, 0.05)
def applications_turned(row, tables, chance):
    return [row | {"Quantity-11": turned(row["Quantity-11"])}]


@damage(APPLICATIONS, 0.05)
def applications_of_huge_quantities(row, tables, chance):
    return [row | {"Quantity-11": chance.choice(("99999999", "-99999999", "0.00001"))}]


@damage(APPLICATIONS, 0.1)
def applications_marked_otherwise(row, tables, chance):
    return [row | {"CostApplication-5800": "false" if row["CostApplication-5800"] == "true" else "true"}]


@damage(ENTRIES, 0.05)
def entries_deleted(row, tables, chance):
    return []


@damage(ENTRIES, 0.05)
def entries_of_no_item(row, tables, chance):
    return [row | {"ItemNo-2": '""'}]


@damage(ENTRIES, 0.05)
def entries_of_another_item(row, tables, chance):
    return [row | {"ItemNo-2": chance.choice(tables[ITEMS])["No-1"]}]


@damage(ENTRIES, 0.05)
def entries_turned(row, tables, chance):
    return [row | {"Quantity-12": turned(row["Quantity-12"])}]


@damage(ENTRIES, 0.05)
def entries_of_odd_quantities(row, tables, chance):
    return [row | {"Quantity-12": chance.choice(("0", "0.00001", "-0.00001", "100000000"))}]


@damage(ENTRIES, 0.1)
def entries_of_another_remaining_quantity(row, tables, chance):
    return [row | {"RemainingQuantity-13": str(chance.randrange(-3, 4))}]


@damage(ENTRIES, 0.05)
def entries_of_another_sign(row, tables, chance):
    return [row | {"Positive-36": "false" if row["Positive-36"] == "true" else "true"}]


@damage(ENTRIES, 0.05)
def entries_of_another_type(row, tables, chance):
    return [row | {"EntryType-4": chance.choice(('"Sale"', '"Purchase"', '"Transfer"', '"Output"'))}]


@damage(ENTRIES, 0.1)
def entries_of_another_date(row, tables, chance):
    return [row | {"PostingDate-3": chance.choice(("2026-03-31", "2026-06-30", "2025-01-01", ""))}]


@damage(VALUES, 0.05)
def value_entries_deleted(row, tables, chance):
    return []


@damage(VALUES, 0.05)
def value_entries_of_another_entry(row, tables, chance):
    return [row | {"ItemLedgerEntryNo-11": chance.choice(("0", "900001", "12"))}]


@damage(ITEMS, 0.2)
def items_deleted(row, tables, chance):
    return []


@damage(ITEMS, 0.2)
def items_of_another_type(row, tables, chance):
    return [row | {"Type-10": '"Service"'}]


@damage(ITEMS, 1)
def items_of_another_costing_method(row, tables, chance):
    return [row | {"CostingMethod-21": chance.choice(('"FIFO"', '"LIFO"', '"Average"', '"Standard"', '"Specific"'))}]


def everything_at_once(tables, chance):
    for apply in [apply for name, apply in DAMAGES.items() if "huge" not in name and "odd" not in name]:
        apply(tables, chance)


def sample_tables():
    """{company: {table: [row as {column: cell as written}]}}"""
    companies = collections.defaultdict(lambda: collections.defaultdict(list))
    for file in sorted((PROJECT / "sample").glob("*/*.csv")):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        columns = header.split(",")
        for line in lines:
            row = dict(zip(columns, CELL.findall(line)))
            companies[row["$Company"]][file.parent.name].append(row)
    return companies


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    work = tmp_path_factory.mktemp("damaged")
    lines = collections.defaultdict(list)
    for name, apply in {**DAMAGES, "everything_at_once": everything_at_once}.items():
        for number, tables in enumerate(sample_tables().values()):
            apply(tables, random.Random(f"{name} {number}"))
            for table, rows in tables.items():
                if rows and not lines[table]:
                    lines[table].append(",".join(rows[0]))
                lines[table] += [",".join((row | {"$Company": f'"{name} {number}"'}).values()) for row in rows]
    for table, content in lines.items():
        (work / "export" / table).mkdir(parents=True)
        (work / "export" / table / "a.csv").write_text("\n".join([*content, ""]), encoding="utf-8")
    period = {"BC_PERIOD_START": "2026-03-01", "BC_PERIOD_END": "2026-03-31"}
    env = environment(work / "tieout.duckdb", work / "target", work / "export", **period)
    code, output = build(*NO_UNIT_TESTS, env=env)
    with duckdb.connect(str(work / "tieout.duckdb"), read_only=True) as connection:
        yield connection, code, output


def test_damaged_companies_are_published(damaged):
    connection, code, output = damaged
    assert code == 0, output[-3000:]
    companies = 2 * (len(DAMAGES) + 1)
    for mart in ("fct_value_entries", "rpt_cost_shares_breakdown", "fct_cost_shares_rolled_up"):
        assert connection.execute(f"select count(distinct company) from marts.{mart}").fetchone() == (companies,)


def test_what_keeps_the_stock_from_tying_is_listed(damaged):
    listed = damaged[0].execute(
        "select company from test_failures.assert_applications_are_regular"
    ).fetchall()
    assert {company.rpartition(" ")[0] for (company,) in listed} >= {
        "applications_turned", "entries_turned", "entries_of_another_item", "applications_of_other_entries",
    }
