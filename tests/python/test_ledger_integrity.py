"""Every integrity check finds its fault and nothing else: one company per fault, all in one export and one build."""

import copy
import csv
import datetime
import itertools

import duckdb
import pytest

import exports
from builds import NO_TESTS, PROJECT, build, environment

DAY_1 = datetime.date(2026, 1, 1)
DAY_5 = datetime.date(2026, 1, 5)
END_OF_TIME = datetime.date(9999, 12, 31)
ILE, VE, GLE, RELATION = "Item Ledger Entry", "Value Entry", "G/L Entry", "G/L - Item Ledger Relation"


def item_ledger_entry(no, item_no, entry_type, quantity, remaining, date, **other):
    return dict(
        item_ledger_entry_no=no, item_no=item_no, posting_date=date, entry_type=entry_type, quantity=quantity,
        remaining_quantity=remaining, invoiced_quantity=quantity, open=remaining != 0, positive=quantity > 0,
        completely_invoiced=True, last_invoice_date=date,
    ) | other


def value_entry(no, entry_no, item_no, entry_type, quantity, cost, date, **other):
    return dict(
        value_entry_no=no, item_ledger_entry_no=entry_no, item_no=item_no, item_ledger_entry_type=entry_type,
        posting_date=date, valuation_date=date, entry_type="Direct Cost", valued_quantity=quantity,
        item_ledger_entry_quantity=quantity, invoiced_quantity=quantity, cost_amount_actual=cost, inventoriable=True,
        valued_by_average_cost=False, adjustment=False,
    ) | other


def application(no, own, inbound, outbound, quantity, date, **other):
    return dict(
        item_application_entry_no=no, item_ledger_entry_no=own, inbound_item_entry_no=inbound,
        outbound_item_entry_no=outbound, quantity=quantity, posting_date=date, cost_application=True,
        output_completely_invd_date=date,
    ) | other


def sound_ledger():
    """A FIFO item F and an average item A, each bought (10) and sold (4); the purchase of F is posted to the G/L."""
    return {
        "item": {
            "F": dict(item_no="F", item_type="Inventory", costing_method="FIFO"),
            "A": dict(item_no="A", item_type="Inventory", costing_method="Average"),
        },
        "item_ledger_entry": {
            1: item_ledger_entry(1, "F", "Purchase", 10, 6, DAY_1),
            2: item_ledger_entry(2, "F", "Sale", -4, 0, DAY_5),
            3: item_ledger_entry(3, "A", "Purchase", 10, 6, DAY_1),
            4: item_ledger_entry(4, "A", "Sale", -4, 0, DAY_5),
        },
        "value_entry": {
            1: value_entry(1, 1, "F", "Purchase", 10, 100, DAY_1, cost_posted_to_gl=100),
            2: value_entry(2, 2, "F", "Sale", -4, -40, DAY_5),
            3: value_entry(3, 3, "A", "Purchase", 10, 100, DAY_1),
            4: value_entry(4, 4, "A", "Sale", -4, -40, DAY_5, valued_by_average_cost=True),
        },
        "item_application_entry": {
            1: application(1, 1, 1, 0, 10, DAY_1),
            2: application(2, 2, 1, 2, -4, DAY_5),
            3: application(3, 3, 3, 0, 10, DAY_1),
            4: application(4, 4, 3, 4, -4, DAY_5, cost_application=False),
        },
        "gl_account": {
            no: dict(gl_account_no=no, account_type="Posting") for no in ("2110", "7291")
        },
        "gl_entry": {
            1: dict(gl_entry_no=1, gl_account_no="2110", posting_date=DAY_1, amount=100, transaction_no=1),
            2: dict(gl_entry_no=2, gl_account_no="7291", posting_date=DAY_1, amount=-100, transaction_no=1),
        },
        "gl_item_ledger_relation": {
            1: dict(gl_entry_no=1, value_entry_no=1, gl_register_no=1),
            2: dict(gl_entry_no=2, value_entry_no=1, gl_register_no=1),
        },
        "inventory_posting_setup": {},
        "general_posting_setup": {},
    }


def change(table, key, **values):
    """A fault: other values in one row."""
    return lambda ledger: ledger[table][key].update(values)


def add(table, row):
    """A fault: one more row."""
    return lambda ledger: ledger[table].update({f"added {len(ledger[table])}": row})


def remove(table, key):
    return lambda ledger: ledger[table].pop(key)


NEW_VALUE_ENTRY = value_entry(9, 1, "F", "Purchase", 0, 0, DAY_1)
ZERO_ENTRY = [
    add("item_ledger_entry", item_ledger_entry(5, "F", "Sale", 0, 0, DAY_5, last_invoice_date=None)),
    add("value_entry", value_entry(5, 5, "F", "Sale", 0, 0, DAY_5)),
    add("item_application_entry", application(5, 5, 1, 5, 0, DAY_5, output_completely_invd_date=None)),
]
CONSUMPTION_TAKEN_BACK = [
    add("item_ledger_entry", item_ledger_entry(5, "F", "Consumption", 1, 1, DAY_5)),
    add("value_entry", value_entry(5, 5, "F", "Consumption", 1, 10, DAY_5, valuation_date=END_OF_TIME)),
    add("item_application_entry", application(5, 5, 5, 0, 1, DAY_5)),
]

# check -> (what is done to the ledger, the rows it must give: table and entry; further checks that cannot stay silent)
FAULTS = {
    "item_no_blank": (
        [add("item", dict(item_no="", item_type="Inventory", costing_method="FIFO"))], [("Item", 0)]),
    "entry_no_not_positive": (
        [change("item_ledger_entry", 2, item_ledger_entry_no=-2), change("value_entry", 2, item_ledger_entry_no=-2),
         change("item_application_entry", 2, item_ledger_entry_no=-2, outbound_item_entry_no=-2)], [(ILE, -2)]),
    "quantity_zero": (ZERO_ENTRY, [(ILE, 5)]),
    "remaining_quantity_exceeds_quantity": (
        [change("item_ledger_entry", 1, remaining_quantity=11)], [(ILE, 1)],
        [("applied_quantity_differs_from_remaining", ILE, 1)]),
    "positive_flag_wrong": ([change("item_ledger_entry", 2, positive=True)], [(ILE, 2)]),
    "open_flag_wrong": ([change("item_ledger_entry", 2, open=True)], [(ILE, 2)]),
    "completely_invoiced_quantity_differs": (
        [change("item_ledger_entry", 1, invoiced_quantity=9), change("value_entry", 1, invoiced_quantity=9)],
        [(ILE, 1)]),
    "invoiced_quantity_differs_from_value_entries": ([change("value_entry", 1, invoiced_quantity=9)], [(ILE, 1)]),
    "no_value_entry": ([change("value_entry", 2, inventoriable=False)], [(ILE, 2)]),
    "adjustment_with_invoiced_quantity": (
        [change("value_entry", 1, invoiced_quantity=9),
         add("value_entry", NEW_VALUE_ENTRY | dict(adjustment=True, invoiced_quantity=1))], [(ILE, 1)]),
    "adjustment_with_quantity": (
        [change("value_entry", 1, item_ledger_entry_quantity=9),
         add("value_entry", NEW_VALUE_ENTRY | dict(adjustment=True, item_ledger_entry_quantity=1))], [(ILE, 1)]),
    "positive_consumption_valued_at_end_of_time": (CONSUMPTION_TAKEN_BACK, [(ILE, 5)]),
    "valuation_dates_differ": ([add("value_entry", NEW_VALUE_ENTRY | dict(valuation_date=DAY_5))], [(ILE, 1)]),
    "valued_by_average_on_other_costing_method": (
        [change("value_entry", 2, valued_by_average_cost=True)], [(ILE, 2)]),
    "valued_by_average_differs": (
        [add("value_entry", value_entry(9, 4, "A", "Sale", 0, 0, DAY_5, valuation_date=None, partial_revaluation=True))],
        [(ILE, 4)]),
    "valued_by_average_on_inbound": ([change("value_entry", 3, valued_by_average_cost=True)], [(ILE, 3)]),
    "entry_type_differs_from_value_entry": (
        [change("value_entry", 2, item_ledger_entry_type="Negative Adjmt.")], [(ILE, 2)]),
    "application_exists_for_unapplied_entry": (
        [change("item_ledger_entry", 2, remaining_quantity=-4, open=True)], [(ILE, 2)]),
    "applied_quantity_differs_from_applied_part": (
        [change("item_ledger_entry", 2, remaining_quantity=-1, open=True)], [(ILE, 2)]),
    "no_application_entry": (
        [change("item_application_entry", 2, item_ledger_entry_no=99, outbound_item_entry_no=99)], [(ILE, 2)]),
    "applied_quantity_differs_from_quantity": (
        [change("item_application_entry", 2, quantity=-3),
         add("item_application_entry", application(9, 98, 1, 98, -1, DAY_5))], [(ILE, 2)]),
    "duplicate_application": (
        [change("item_application_entry", 2, quantity=-2),
         add("item_application_entry", application(9, 2, 1, 2, -2, DAY_5))], [(ILE, 2)]),
    "application_sign_wrong": ([change("item_application_entry", 2, outbound_item_entry_no=77)], [(ILE, 1)]),
    "applied_quantity_differs_from_remaining": (
        [change("item_ledger_entry", 1, remaining_quantity=5)], [(ILE, 1)]),
    "valued_by_average_setting_wrong": ([change("value_entry", 4, valued_by_average_cost=False)], [(ILE, 4)]),
    "cost_application_wrong": ([change("item_application_entry", 4, cost_application=True)], [(ILE, 4)]),
    "applied_entry_valued_earlier": (
        [change("value_entry", 2, valuation_date=datetime.date(2025, 12, 31))], [(ILE, 1)]),
    "expected_cost_posted_on_invoiced_entry": (
        [change("value_entry", 1, expected_cost_posted_to_gl=5)], [(ILE, 1)],
        [("expected_cost_on_invoiced_entry", ILE, 1)]),
    "expected_cost_on_invoiced_entry": ([change("value_entry", 2, cost_amount_expected=5)], [(ILE, 2)]),
    "last_invoice_date_blank": (
        [change("item_ledger_entry", 2, last_invoice_date=None),
         change("item_application_entry", 2, output_completely_invd_date=None)], [(ILE, 2)]),
    "output_invoiced_date_differs_from_posting_date": (
        [change("item_application_entry", 1, output_completely_invd_date=DAY_5)], [(ILE, 1)]),
    "output_invoiced_date_differs_from_last_invoice_date": (
        [change("item_application_entry", 2, output_completely_invd_date=DAY_1)], [(ILE, 2)]),
    "output_invoiced_date_not_blank": (
        [change("item_ledger_entry", 2, invoiced_quantity=-3, completely_invoiced=False),
         change("value_entry", 2, invoiced_quantity=-3)], [(ILE, 2)]),
    "value_entry_without_item_ledger_entry": (
        [add("value_entry", NEW_VALUE_ENTRY | dict(item_ledger_entry_no=99)),
         add("value_entry", NEW_VALUE_ENTRY | dict(value_entry_no=10, item_ledger_entry_no=0)),
         add("value_entry", NEW_VALUE_ENTRY | dict(value_entry_no=11, item_ledger_entry_no=0, capacity_ledger_entry_no=7))],
        [(VE, 9), (VE, 10)]),
    "value_entry_quantity_differs": ([change("value_entry", 2, item_ledger_entry_quantity=-3)], [(ILE, 2)]),
    "item_missing": ([remove("item", "A")], [(ILE, 3), (ILE, 4), (VE, 3), (VE, 4)]),
    "gl_entry_account_blank": ([change("gl_entry", 1, gl_account_no="")], [(GLE, 1)]),
    "gl_transaction_unbalanced": ([change("gl_entry", 1, amount=99)], [(GLE, 1)]),
    "relation_without_gl_entry": (
        [add("gl_item_ledger_relation", dict(gl_entry_no=99, value_entry_no=1))], [(RELATION, 1)]),
    "relation_without_value_entry": (
        [add("gl_item_ledger_relation", dict(gl_entry_no=1, value_entry_no=99))], [(RELATION, 99)]),
    "posted_cost_without_relation": ([change("value_entry", 2, cost_posted_to_gl=-40)], [(VE, 2)]),
    "duplicate_entry_no": (
        [add("gl_entry", dict(gl_entry_no=1, gl_account_no="2110", posting_date=DAY_1, amount=7, transaction_no=1))],
        [(GLE, 1)]),
}


@pytest.fixture(scope="module")
def issues(tmp_path_factory):
    """Issues found per company, as sets of (check, table, entry number)."""
    root, numbers = tmp_path_factory.mktemp("export"), itertools.count(1)
    rows = {table: [] for table in sound_ledger()}
    for company, faults in {"sound": [], **{check: fault[0] for check, fault in FAULTS.items()}}.items():
        ledger = copy.deepcopy(sound_ledger())
        for fault in faults:
            fault(ledger)
        for table, entries in ledger.items():
            # The rolled-back row comes first and so has the lower row version: the true one counts.
            for entry in reversed(entries.values()):
                rows[table].append(entry | exports.system(next(numbers), company=company))
    for table, entries in rows.items():
        exports.write_csv(root, table, entries)
    db = tmp_path_factory.mktemp("warehouse") / "tieout.duckdb"
    target = tmp_path_factory.mktemp("target")
    code, output = build(
        "--select", "+fct_ledger_integrity_issues", *NO_TESTS, env=environment(db, target, export=root)
    )
    assert code == 0, output[-3000:]
    found = {company: set() for company in {"sound", *FAULTS}}
    with duckdb.connect(str(db), read_only=True) as connection:
        for company, check, table, entry_no in connection.execute(
            "select company, check_name, table_name, entry_no from marts.fct_ledger_integrity_issues"
        ).fetchall():
            found[company].add((check, table, entry_no))
    return found


def test_every_check_of_the_seed_has_a_fault():
    with (PROJECT / "seeds" / "integrity" / "integrity_checks.csv").open(encoding="utf-8") as file:
        assert {row["check_name"] for row in csv.DictReader(file)} == set(FAULTS)


def test_a_sound_ledger_has_no_issue(issues):
    assert issues["sound"] == set()


@pytest.mark.parametrize("check", FAULTS)
def test_a_check_finds_its_fault_and_nothing_else(issues, check):
    expected, companions = FAULTS[check][1], FAULTS[check][2:]
    assert issues[check] == {(check, table, entry_no) for table, entry_no in expected}.union(*companions)
