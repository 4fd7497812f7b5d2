"""Blank and mistyped posting dates are the company's own; they must not keep a build from being published."""

import datetime
import itertools

import exports
from builds import build, environment

ODD_DATES = [None, datetime.date(26, 1, 5), datetime.date(1999, 12, 31), datetime.date(2206, 1, 5)]


def test_odd_posting_dates_do_not_stop_the_build(tmp_path):
    """Each odd date on an entry of its own item, beside an item that stands at the same location all the time."""
    numbers = itertools.count(1)
    days = [datetime.date(2025, 11, 3), datetime.date(2026, 1, 5), *ODD_DATES]
    items, entries, value_entries = [], [], []
    for no, date in enumerate(days, 1):
        items.append(exports.system(next(numbers)) | dict(item_no=f"I{no}", item_type="Inventory"))
        entries.append(exports.system(next(numbers)) | dict(
            item_ledger_entry_no=no, item_no=f"I{no}", posting_date=date, entry_type="Purchase", quantity=10,
            invoiced_quantity=10, remaining_quantity=10, open=True, positive=True, completely_invoiced=True))
        value_entries.append(exports.system(next(numbers)) | dict(
            value_entry_no=no, item_ledger_entry_no=no, item_no=f"I{no}", posting_date=date, valuation_date=date,
            item_ledger_entry_type="Purchase", entry_type="Direct Cost", valued_quantity=10,
            item_ledger_entry_quantity=10, invoiced_quantity=10, cost_amount_actual=100, inventoriable=True))
    export = exports.write_required(tmp_path / "export")
    exports.write_csv(export, "item", items)
    exports.write_csv(export, "item_ledger_entry", entries)
    exports.write_csv(export, "value_entry", value_entries)
    env = environment(
        tmp_path / "tieout.duckdb", tmp_path / "target", export=export,
        BC_PERIOD_START="2026-01-01", BC_PERIOD_END="2026-01-31")
    code, output = build(
        "--exclude-resource-type", "unit_test", "--indirect-selection", "cautious", "--select",
        "+fct_inventory_valuation_monthly", "+rpt_inventory_valuation", "+fct_reconciliation_items", env=env)
    assert code == 0, output
