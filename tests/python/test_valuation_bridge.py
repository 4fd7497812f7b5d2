"""The bridge from the inventory valuation to the general ledger ties for damaged companies, too, in whatever period.

One company per damage and per two of them, all in one export.
"""

import datetime
import itertools
from decimal import Decimal

import duckdb
import pytest

import exports
from builds import NO_TESTS, build, environment, start
from test_reconciliation_faults import (
    JOURNAL, add, change, clean_company, day, gl_entry, relate, relation, remove, value_entry, write_companies,
)

NOBODYS = dict(inventory_posting_group="NOBODYS")
ORDER = dict(order_type="Production", order_no="PO1", order_line_no=10000)


def capacity(no, cost, date, **other):
    """A capacity value entry, which should carry no item number."""
    return value_entry(
        no, "", cost, date, "PO1", item_ledger_entry_no=0, capacity_ledger_entry_no=no, **dict(item_no="") | ORDER | other)


def company_with_a_past():
    """The clean company with cost of every kind, not posted, before the period and in it."""
    company = clean_company()
    company["item"] |= {no: dict(item_no=no, item_type="Inventory", inventory_posting_group="RESALE")
                        for no in ("TABLE", "LAMP")}
    company["inventory_posting_setup"][1] |= dict(wip_account="2140")
    company["general_posting_setup"][1] |= dict(cogs_account_interim="5531")
    company["gl_account"] |= {no: dict(gl_account_no=no, name=no, account_type="Posting") for no in ("2140", "5531")}
    company |= {"manufacturing_setup": {1: dict(inc_non_inv_cost_to_prod=False)}, "production_order_line": {}}
    numbers = itertools.count(100)
    entries = []
    for date in (day(5, 1), day(27, 2), day(6), day(31)):
        entries += [
            value_entry(next(numbers), "Purchase", 1000, date, "H1", cost_posted_to_gl=0, item_no="TABLE"),
            value_entry(next(numbers), "Sale", -200, date, "H2", cost_posted_to_gl=0, item_no="TABLE"),
            value_entry(next(numbers), "Purchase", 0, date, "H3", cost_amount_expected=70, expected_cost=True),
            value_entry(next(numbers), "Purchase", 31, date, "H4", cost_posted_to_gl=0, drop_shipment=True),
            value_entry(next(numbers), "Transfer", -8, date, "H5", cost_posted_to_gl=0, valued_quantity=-1),
            value_entry(next(numbers), "Transfer", 8, date, "H5", cost_posted_to_gl=0, valued_quantity=1),
            value_entry(next(numbers), "Consumption", -90, date, "PO1", cost_posted_to_gl=0, item_no="LAMP", **ORDER),
            value_entry(next(numbers), "Output", 75, date, "PO1", cost_posted_to_gl=0, cost_amount_expected=-5, **ORDER),
            value_entry(next(numbers), "Assembly Output", 17, date, "A1", cost_posted_to_gl=0, order_type="Assembly"),
            capacity(next(numbers), 13, date, cost_posted_to_gl=0),
            capacity(next(numbers), 3, date, cost_posted_to_gl=0, order_type="Assembly"),
        ]
    company["value_entry"] |= {entry["value_entry_no"]: entry for entry in entries}
    return company


def entries_of(company, **values):
    return [row for row in company["value_entry"].values() if all(row.get(k) == v for k, v in values.items())]


def change_entries(changes, every=1, **values):
    """Change every value entry that has these values, or every second of them."""
    def apply(company):
        for row in entries_of(company, **values)[::every]:
            row |= changes
    return apply


def blank_item(item_type):
    return add("item", dict(item_no="", item_type=item_type, inventory_posting_group="RESALE"))


def add_entries(*entries):
    def apply(company):
        for number, row in enumerate(entries, max(company["value_entry"]) + 1):
            company["value_entry"][number] = row | dict(value_entry_no=number)
    return apply


def entries_of_both(movement, cost, **other):
    """A value entry before the period and one in it."""
    return add_entries(*(
        value_entry(0, movement, cost, date, "B1", **dict(cost_posted_to_gl=0) | other) for date in (day(5, 2), day(7))))


def all_entries(changes):
    def apply(company):
        for row in company["gl_entry"].values():
            row |= changes
    return apply


DAMAGES = {
    "inventory_item_without_number": [blank_item("Inventory")],
    "service_item_without_number": [blank_item("Service")],
    "items_of_other_type": [lambda company: company["item"]["TABLE"].update(item_type="Non-Inventory")],
    "item_deleted": [lambda company: company["item"].pop("LAMP")],
    "all_items_deleted": [lambda company: company["item"].clear()],
    "item_of_another_group": [lambda company: [row.update(NOBODYS) for row in company["item"].values()]],
    "capacity_with_item_number": [change_entries(dict(item_no="CHAIR"), item_ledger_entry_type="")],
    "half_of_capacity_with_item_number": [change_entries(dict(item_no="LAMP"), every=2, item_ledger_entry_type="")],
    "entries_without_item_number": [change_entries(dict(item_no=""), every=2, item_no="TABLE")],
    "consumption_without_item_number": [change_entries(dict(item_no=""), item_ledger_entry_type="Consumption")],
    "entries_of_unknown_item": [change_entries(dict(item_no="GHOST"), every=3, item_ledger_entry_type="Purchase")],
    "blank_entry_dates": [change_entries(dict(posting_date=None), every=2, item_no="CHAIR")],
    "blank_gl_dates": [all_entries(dict(posting_date=None))],
    "no_setup_for_group": [change_entries(NOBODYS, every=2, item_no="CHAIR")],
    "inventory_account_blank": [change("inventory_posting_setup", 1, inventory_account="")],
    "interim_account_blank": [change("inventory_posting_setup", 1, inventory_account_interim="")],
    "wip_account_blank": [change("inventory_posting_setup", 1, wip_account="")],
    "no_inventory_setup": [lambda company: company["inventory_posting_setup"].clear()],
    "no_setup_at_all": [lambda company: company["inventory_posting_setup"].clear(),
                        lambda company: company["general_posting_setup"].clear()],
    "one_account_for_all": [change("inventory_posting_setup", 1, inventory_account_interim="2110", wip_account="2110")],
    "inventory_account_is_cogs": [change("general_posting_setup", 1, cogs_account="2110")],
    "applied_account_is_wip": [change("general_posting_setup", 1, direct_cost_applied_account="2140",
                                      inventory_adjmt_account="2111")],
    "no_gl_entries": [lambda company: company["gl_entry"].clear()],
    "no_relations": [lambda company: company["gl_item_ledger_relation"].clear()],
    "no_value_entries": [lambda company: company["value_entry"].clear()],
    "expected_cost_not_posted": [change("inventory_setup", 1, expected_cost_posting_to_gl=False)],
    "expected_cost_not_inventoriable": [change("inventory_setup", 1, expected_cost_posting_to_gl=False),
                                        change_entries(dict(inventoriable=False, cost_amount_actual=1), document_no="H3")],
    "not_inventoriable": [change_entries(dict(inventoriable=False), document_no="H2")],
    "combination_without_rule": [entries_of_both("Sale", 21, entry_type="Indirect Cost")],
    "rounding_of_capacity": [add_entries(*(capacity(0, 19, d, entry_type="Rounding") for d in (day(3, 2), day(8))))],
    "non_inventory_cost": [entries_of_both("Output", 23, entry_type="Direct Cost - Non Inventory", **ORDER)],
    "non_inventory_cost_in_production": [
        entries_of_both("Output", 23, entry_type="Direct Cost - Non Inventory", **ORDER),
        lambda company: company["manufacturing_setup"][1].update(inc_non_inv_cost_to_prod=True)],
    "variance_without_type": [entries_of_both("Output", 29, entry_type="Variance", **ORDER)],
    "finished_without_output": [
        add("production_order_line", dict(production_order_no="PO1", line_no=10000, status="Finished", item_no="TABLE")),
        lambda company: company["manufacturing_setup"][1].update(finish_order_without_output=True)],
    "closing_entries": [add("gl_entry", *(
        gl_entry(200 + number, "2110", 1 + number, date, "C1", is_closing_date=True, **JOURNAL)
        for number, date in enumerate((day(28, 2), day(1), day(15), day(31)))))],
    "linked_closing_entry": [change("gl_entry", 1, is_closing_date=True, posting_date=day(28, 2))],
    "linked_closing_entry_at_the_end": [change("gl_entry", 5, is_closing_date=True, posting_date=day(31))],
    "gl_entries_elsewhere": [change("gl_entry", 1, gl_account_no="2111"), change("gl_entry", 3, gl_account_no=""),
                             change("gl_entry", 7, gl_account_no="9000")],
    "gl_entries_at_other_dates": [change("gl_entry", 1, posting_date=day(3, 1)), change("gl_entry", 5, posting_date=day(3, 4)),
                                  change("gl_entry", 7, posting_date=day(27, 2))],
    "value_entries_at_other_dates": [change("value_entry", 1, posting_date=day(3, 1)),
                                     change("value_entry", 4, posting_date=day(3, 4)),
                                     change("value_entry", 5, posting_date=day(27, 2))],
    "gl_entries_gone": [remove("gl_entry", 1, 4, 5)],
    "value_entries_gone": [remove("value_entry", 1, 4)],
    "partly_posted": [change("value_entry", 1, cost_amount_actual=155), change("gl_entry", 5, amount=77)],
    "posted_twice": [add("gl_entry", gl_entry(211, "2110", 100, day(2), "P1")), relate(relation(211, 1, 5))],
    "posted_in_both_accounts": [add("gl_entry", gl_entry(221, "2140", 30, day(20, 1), "P1")), relate(relation(221, 3, 5))],
    "posted_before_the_period": [change_entries(dict(cost_posted_to_gl=1000), document_no="H1")],
}

DAMAGES_OF_ITEMS = set(list(DAMAGES)[:11])
# What another damage changes is gone there.
LOST_TABLES = {"all_items_deleted", "no_inventory_setup", "no_setup_at_all", "no_gl_entries", "no_value_entries"}


def damaged(*damages):
    company = company_with_a_past()
    for damage in damages:
        for apply in DAMAGES[damage]:
            apply(company)
    return company


@pytest.fixture(scope="module")
def companies():
    """Companies with one damage or two."""
    together = {}
    for one, other in itertools.combinations(DAMAGES, 2):
        # What is wrong with items meets everything else.
        if one in DAMAGES_OF_ITEMS and not {one, other} & LOST_TABLES:
            together[f"{one}/{other}"] = damaged(one, other)
    return {"sound": company_with_a_past()} | {damage: damaged(damage) for damage in DAMAGES} | together


@pytest.fixture(scope="module")
def export(companies, tmp_path_factory):
    return write_companies(tmp_path_factory.mktemp("export"), companies)


PERIODS = {
    "a_month": dict(BC_PERIOD_END="2026-03-31"),
    "one_day": dict(BC_PERIOD_START="2026-03-31", BC_PERIOD_END="2026-03-31"),
    "all_history": dict(BC_PERIOD_START="0001-01-01", BC_PERIOD_END="2026-03-31"),
}


@pytest.fixture(scope="module")
def environments(export, tmp_path_factory):
    """Environment of the build of each period."""
    built = {}
    for period, variables in PERIODS.items():
        db = tmp_path_factory.mktemp(period) / "tieout.duckdb"
        built[period] = environment(db, db.parent / "target", export=export, **variables)
        code, output = build(*NO_TESTS, "--select", "+rpt_valuation_to_gl_bridge", env=built[period])
        assert code == 0, output[-3000:]
    return built


@pytest.fixture(scope="module")
def bridges(environments):
    """Rows (company, group, step, amount, cumulative amount) of the bridge by period."""
    rows = {}
    for period, env in environments.items():
        with duckdb.connect(env["TIEOUT_DB"], read_only=True) as connection:
            rows[period] = connection.execute("""
                select company, step_group, step, amount, cumulative_amount from marts.rpt_valuation_to_gl_bridge
                order by company, step_no""").fetchall()
    return rows


@pytest.mark.parametrize("period", PERIODS)
def test_steps_sum_to_the_balance(bridges, companies, period):
    ends = {company: (amount, total) for company, group, _, amount, total in bridges[period] if group == "balance"}
    assert ends.keys() == companies.keys()
    assert {company: end for company, end in ends.items() if end[0] != end[1]} == {}


@pytest.mark.parametrize("period", PERIODS)
def test_the_balance_is_that_of_the_accounts(bridges, companies, period):
    end = datetime.date.fromisoformat(PERIODS[period]["BC_PERIOD_END"])
    wanted = {}
    for name, company in companies.items():
        accounts = {row.get(column, "") for row in company["inventory_posting_setup"].values()
                    for column in ("inventory_account", "inventory_account_interim", "wip_account")} - {""}
        wanted[name] = sum((
            Decimal(row["amount"]) for row in company["gl_entry"].values()
            if row["gl_account_no"] in accounts and (
                row["posting_date"] is None or row["posting_date"] < end
                or row["posting_date"] == end and not row.get("is_closing_date"))), Decimal(0))
    assert {company: amount for company, _, step, amount, _ in bridges[period] if step == "gl_balance"} == wanted


@pytest.mark.parametrize("period", ["a_month", "one_day"])
def test_differences_of_before_the_period_keep_their_cause(bridges, period):
    causes = {
        name: {(company, cause, amount) for company, group, cause, amount, _ in bridges[name] if group == "reconciling"}
        for name in (period, "all_history")
    }
    assert causes[period] == causes["all_history"]
    assert len({cause for _, cause, _ in causes[period]}) > 10


def test_the_data_test_can_fail(bridges, environments):
    """A step or a balance that is not the ledgers' is an error, and so is a company without a bridge."""
    env = environments["a_month"]
    with duckdb.connect(env["TIEOUT_DB"]) as connection:
        (version,) = connection.execute(
            "select version from marts_store.publication where model = 'rpt_valuation_to_gl_bridge'").fetchone()
        for statement in (
            "update marts_store.\"{}\" set amount = amount + 0.00001 where company = 'sound' and step = 'wip'",
            "update marts_store.\"{}\" set amount = amount + 1 where company = 'no_gl_entries' and step in ('wip', 'gl_balance')",
            "delete from marts_store.\"{}\" where company = 'no_relations'",
        ):
            connection.execute(statement.format(version))
    process = start("test", "--select", "assert_bridge_steps_sum_to_gl_balance", env=env)
    output, _ = process.communicate(timeout=900)
    assert process.returncode == 1, output
    assert "FAIL 3 assert_bridge_steps_sum_to_gl_balance" in output
