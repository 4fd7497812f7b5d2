"""Every cause of a difference is found as that cause, with its amount and account, and nothing else with it.

One company per fault, all in one export and one build. Amounts are G/L minus inventory, debit positive.
"""

import copy
import csv
import datetime
import itertools
from decimal import Decimal

import duckdb
import pytest

import exports
from builds import NO_TESTS, PROJECT, build, environment, start

MARCH = datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)
# Every code is renamed: none may be hard-coded.
SOURCE_CODES = dict(
    sales="VERKAUF", purchases="EINKAUF", inventory_post_cost="LAGERREG", exchange_rate_adjmt="KURSREG",
    close_income_statement="GUVABSCHL", consolidation="KONSOLID", general_journal="FIBUBUCH", compress_gl="KOMPRFIBU",
    job_gl_wip="PROJWIP", vat_settlement="MWSTABR", reversal="STORNO",
)


def day(number, month=3):
    return datetime.date(2026, month, number)


def value_entry(no, movement, cost, date, document_no, **other):
    return dict(
        value_entry_no=no, item_ledger_entry_no=no, item_no="CHAIR", item_ledger_entry_type=movement,
        posting_date=date, valuation_date=date, entry_type="Direct Cost", cost_amount_actual=cost,
        cost_posted_to_gl=cost, document_no=document_no, inventory_posting_group="RESALE", gen_prod_posting_group="RETAIL",
        inventoriable=True, user_id="ANNA",
    ) | other


def gl_entry(no, account, amount, date, document_no, **other):
    return dict(
        gl_entry_no=no, gl_account_no=account, amount=amount, posting_date=date, document_no=document_no,
        source_code="LAGERREG", system_created_entry=True, user_id="ANNA", transaction_no=no,
    ) | other


def relation(gl_entry_no, value_entry_no, register=1):
    return {
        f"{gl_entry_no}/{value_entry_no}":
        dict(gl_entry_no=gl_entry_no, value_entry_no=value_entry_no, gl_register_no=register)
    }


def clean_company():
    """A purchase, a sale and a receipt posted per entry, two purchases posted per posting group: nothing differs."""
    return {
        "item": {"CHAIR": dict(item_no="CHAIR", item_type="Inventory", inventory_posting_group="RESALE")},
        "gl_account": {
            no: dict(gl_account_no=no, name=f"Account {no}", account_type="Posting")
            for no in ("2110", "2111", "2118", "5530", "7170", "7190", "7291", "7292", "7293", "9000")
        },
        "inventory_setup": {1: dict(expected_cost_posting_to_gl=True)},
        "general_ledger_setup": {1: dict(amount_rounding_precision=Decimal("0.01"))},
        "source_code_setup": {1: dict(SOURCE_CODES)},
        "inventory_posting_setup": {
            1: dict(location_code="", inventory_posting_group="RESALE", inventory_account="2110",
                    inventory_account_interim="2111"),
        },
        "general_posting_setup": {
            1: dict(gen_bus_posting_group="", gen_prod_posting_group="RETAIL", cogs_account="7190",
                    inventory_adjmt_account="7170", invt_accrual_acc_interim="5530",
                    direct_cost_applied_account="7291", overhead_applied_account="7292", purchase_variance_account="7293",
                    purch_account="7110"),
        },
        "value_entry": {
            1: value_entry(1, "Purchase", 100, day(2), "P1"),
            2: value_entry(2, "Sale", -40, day(5), "S2"),
            3: value_entry(3, "Purchase", 30, day(10), "P3"),
            4: value_entry(4, "Purchase", 50, day(10), "P4"),
            5: value_entry(5, "Purchase", 0, day(12), "R5", cost_amount_expected=60, expected_cost_posted_to_gl=60,
                           expected_cost=True),
        },
        "gl_entry": {
            1: gl_entry(1, "2110", 100, day(2), "P1"),
            2: gl_entry(2, "7291", -100, day(2), "P1"),
            3: gl_entry(3, "2110", -40, day(5), "S2"),
            4: gl_entry(4, "7190", 40, day(5), "S2"),
            5: gl_entry(5, "2110", 80, day(10), "BATCH"),
            6: gl_entry(6, "7291", -80, day(10), "BATCH"),
            7: gl_entry(7, "2111", 60, day(12), "R5"),
            8: gl_entry(8, "5530", -60, day(12), "R5"),
            9: gl_entry(9, "9000", 500, day(20), "BANK", source_code="FIBUBUCH", system_created_entry=False),
        },
        "gl_item_ledger_relation": (
            relation(1, 1) | relation(2, 1) | relation(3, 2, 2) | relation(4, 2, 2) | relation(5, 3, 3)
            | relation(6, 3, 3) | relation(5, 4, 3) | relation(6, 4, 3) | relation(7, 5, 4) | relation(8, 5, 4)
        ),
        "gl_register": {
            no: dict(gl_register_no=no, from_entry_no=2 * no - 1, to_entry_no=2 * no) for no in (1, 2, 3, 4)
        },
        "date_compression_register": {},
        "post_value_entry_to_gl": {no: dict(value_entry_no=no, item_no="CHAIR") for no in range(1, 10)},
    }


def dbt(*arguments, env):
    process = start(*arguments, env=env)
    output, _ = process.communicate(timeout=900)
    return process.returncode, output


def change(table, key, **values):
    return lambda company: company[table][key].update(values)


def add(table, *rows):
    return lambda company: company[table].update({("added", len(company[table]), id(row)): row for row in rows})


def remove(table, *keys):
    return lambda company: [company[table].pop(key) for key in keys]


def unlink(*value_entries):
    """The relation rows of these value entries are gone."""
    return lambda company: [
        company["gl_item_ledger_relation"].pop(key)
        for key, row in list(company["gl_item_ledger_relation"].items()) if row["value_entry_no"] in value_entries
    ]


def relate(*rows):
    return lambda company: [company["gl_item_ledger_relation"].update(row) for row in rows]


def unposted(**other):
    """A sixth value entry, a purchase of 10 that is not posted."""
    return add("value_entry", value_entry(6, "Purchase", 10, day(14), "P6", **{"cost_posted_to_gl": 0} | other))


def posting_setup(product_group, **values):
    """Another general posting setup row, all accounts as usual but these."""
    def apply(company):
        row = copy.deepcopy(company["general_posting_setup"][1])
        company["general_posting_setup"][product_group] = row | dict(gen_prod_posting_group=product_group) | values
    return apply


def extra(account, amount, date=day(20), **other):
    """A G/L entry without any relation to inventory."""
    return add("gl_entry", gl_entry(21, account, amount, date, "X1", **other))


PENDING_10 = [("2110", -10), ("7291", 10)]
NO_QUEUE_ROW = remove("post_value_entry_to_gl", 6)
JOURNAL = dict(source_code="FIBUBUCH", system_created_entry=False)

# fault -> (what is done to the company, cause -> rows as (account, amount))
FAULTS = {
    "clean": ([], {}),
    # the export
    "duplicate_entry_no": ([], {"duplicate_entry_no": [("", 0)]}),
    "gl_entry_not_exported": (
        [remove("gl_entry", 1, 2)], {"gl_entry_not_exported": [("2110", -100), ("7291", 100)]}),
    "gl_entry_beyond_the_last_number": (
        [remove("gl_entry", 7, 8, 9), remove("gl_register", 1, 2, 3, 4)],
        {"gl_entry_not_exported": [("2111", -60), ("5530", 60)]}),
    "value_entry_not_exported": (
        [remove("value_entry", 5)], {"value_entry_not_exported": [("2111", 60), ("5530", -60)]}),
    "one_value_entry_of_a_group_is_gone": (
        [remove("value_entry", 4)], {"orphan_relation": [("2110", 50), ("7291", -50)]}),
    "orphan_relation": ([remove("value_entry", 2)], {"orphan_relation": [("2110", -40), ("7190", 40)]}),
    # not in the general ledger
    "not_inventoriable": ([unposted(inventoriable=False)], {"not_inventoriable": PENDING_10}),
    "expected_cost_stranded": (
        [change("inventory_setup", 1, expected_cost_posting_to_gl=False),
         unposted(item_ledger_entry_no=5, cost_amount_actual=0, cost_amount_expected=-60, expected_cost=True)],
        {"expected_cost_stranded": [("2111", 60), ("5530", -60)]}),
    "expected_cost_posting_off": (
        [change("inventory_setup", 1, expected_cost_posting_to_gl=False),
         change("value_entry", 5, expected_cost_posted_to_gl=0), unlink(5), remove("gl_entry", 7, 8)],
        {"expected_cost_posting_off": [("2111", -60), ("5530", 60)]}),
    "invalid_combination": (
        [unposted(entry_type="Indirect Cost", cost_amount_expected=3)],
        {"invalid_combination": [("2110", -10), ("7292", 10)]}),
    "missing_inventory_posting_setup": (
        [unposted(location_code="NEW")], {"missing_inventory_posting_setup": [("7291", 10)]}),
    "missing_general_posting_setup": (
        [unposted(gen_prod_posting_group="NEW")], {"missing_general_posting_setup": [("2110", -10)]}),
    "missing_account": (
        [posting_setup("NEW", direct_cost_applied_account=""), unposted(gen_prod_posting_group="NEW")],
        {"missing_account": [("2110", -10)]}),
    "missing_gl_account": (
        [posting_setup("NEW", direct_cost_applied_account="7999"), unposted(gen_prod_posting_group="NEW")],
        {"missing_gl_account": [("2110", -10), ("7999", 10)]}),
    "blocked_account": ([change("gl_account", "7291", blocked=True), unposted()], {"blocked_account": PENDING_10}),
    "blocked_posting_setup": (
        [posting_setup("NEW", blocked=True), unposted(gen_prod_posting_group="NEW")],
        {"blocked_posting_setup": PENDING_10}),
    "blocked_by_date": (
        [change("general_ledger_setup", 1, allow_posting_from=day(15)), unposted()], {"blocked_by_date": PENDING_10}),
    "account_goes_before_date": (
        [change("general_ledger_setup", 1, allow_posting_from=day(15)), change("gl_account", "7291", blocked=True),
         unposted(), NO_QUEUE_ROW], {"blocked_account": PENDING_10}),
    "partly_posted": ([change("value_entry", 1, cost_amount_actual=110)], {"partly_posted": PENDING_10}),
    "not_queued": ([unposted(), NO_QUEUE_ROW], {"not_queued": PENDING_10}),
    "pending": ([unposted()], {"pending": PENDING_10}),
    # posted, but not found there
    "date_compressed": (
        [unlink(1), remove("gl_entry", 1, 2),
         add("date_compression_register", dict(register_entry_no=1, table_id=17, starting_date=day(1), ending_date=day(4))),
         add("gl_entry", gl_entry(21, "2110", 100, day(4), "COMPR", source_code="KOMPRFIBU", system_created_entry=False),
             gl_entry(22, "7291", -100, day(4), "COMPR", source_code="KOMPRFIBU", system_created_entry=False))],
        {"date_compressed": [("2110", -100), ("7291", 100)],
         "date_compressed_summary": [("2110", 100), ("7291", -100)]}),
    "relation_missing": (
        [unlink(1)], {"relation_missing": [("2110", -100), ("2110", 100), ("7291", 100), ("7291", -100)]}),
    "posted_without_gl_entry": (
        [unlink(1), remove("gl_entry", 1, 2)], {"posted_without_gl_entry": [("2110", -100), ("7291", 100)]}),
    "one_side_posted_without_gl_entry": (
        [remove("gl_item_ledger_relation", "1/1"), remove("gl_entry", 1)],
        {"posted_without_gl_entry": [("2110", -100)]}),
    "account_deleted": ([change("gl_entry", 1, gl_account_no="")], {"account_deleted": [("2110", -100), ("", 100)]}),
    "account_mapping_changed": (
        [change("gl_entry", 1, gl_account_no="2118")], {"account_mapping_changed": [("2110", -100), ("2118", 100)]}),
    "account_of_a_group_changed": (
        [change("gl_entry", 5, gl_account_no="2118")],
        {"account_mapping_changed": [("2110", -50), ("2110", -30), ("2118", 80)]}),
    "account_no_longer_named": (
        [change("inventory_posting_setup", 1, inventory_account_interim="")],
        {"account_mapping_changed": [("2111", 60)]}),
    "posting_date_differs": (
        [change("gl_entry", 1, posting_date=day(2, 4)), change("gl_entry", 2, posting_date=day(2, 4))],
        {"posting_date_differs": [("2110", -100), ("7291", 100)]}),
    "date_differs_within_the_period": (
        [change("gl_entry", 1, posting_date=day(9)), change("gl_entry", 2, posting_date=day(9))], {}),
    "one_value_entry_of_a_group_moved": (
        [change("value_entry", 4, posting_date=day(10, 4))],
        {"posting_date_differs": [("2110", 50), ("7291", -50)]}),
    # general ledger without inventory
    "rounding": ([change("gl_entry", 5, amount=Decimal("80.02"))], {"rounding": [("2110", Decimal("0.02"))]}),
    "linked_amount_mismatch": ([change("gl_entry", 5, amount=95)], {"linked_amount_mismatch": [("2110", 15)]}),
    "year_end_closing": ([extra("7190", 5, source_code="GUVABSCHL")], {"year_end_closing": [("7190", 5)]}),
    "closing_date": ([extra("7190", 5, is_closing_date=True, **JOURNAL)], {"year_end_closing": [("7190", 5)]}),
    "closing_date_ends_the_period": ([extra("7190", 5, day(31), is_closing_date=True, **JOURNAL)], {}),
    "inventory_posting_unlinked": ([extra("2110", 5)], {"inventory_posting_unlinked": [("2110", 5)]}),
    "reversed_pair": (
        [add("gl_entry", gl_entry(21, "2110", 5, day(20), "X1", reversed=True, reversed_by_entry_no=22, **JOURNAL),
             gl_entry(22, "2110", -5, day(20), "X1", reversed=True, reversed_entry_no=21, source_code="STORNO"))],
        {"reversed_pair": [("2110", 5), ("2110", -5)]}),
    "opening_balance": ([extra("2110", 5, day(1), **JOURNAL)], {"opening_balance": [("2110", 5)]}),
    "document_on_shared_account": (
        [change("general_posting_setup", 1, purch_credit_memo_account="7291"), extra("7291", 5, source_code="EINKAUF")],
        {"document_on_shared_account": [("7291", 5)]}),
    "service_document": ([extra("2110", 5, source_code="SERVICE")], {"document_gl_line": [("2110", 5)]}),
    "document_gl_line": ([extra("2110", 5, source_code="VERKAUF")], {"document_gl_line": [("2110", 5)]}),
    "project_wip": ([extra("2110", 5, source_code="PROJWIP")], {"project_wip": [("2110", 5)]}),
    "currency_adjustment": ([extra("2110", 5, source_code="KURSREG")], {"currency_adjustment": [("2110", 5)]}),
    "consolidation": ([extra("2110", 5, source_code="KONSOLID")], {"consolidation": [("2110", 5)]}),
    "direct_posting": ([extra("2110", 5, **JOURNAL)], {"direct_posting": [("2110", 5)]}),
    "standard_code_of_a_renamed_journal": (
        [extra("2110", 5, source_code="GENJNL", system_created_entry=False)], {"direct_posting": [("2110", 5)]}),
    "blank_source_code": (
        [extra("2110", 5, source_code="", system_created_entry=False)], {"direct_posting": [("2110", 5)]}),
    "other_system_posting": ([extra("2110", 5, source_code="MWSTABR")], {"other_system_posting": [("2110", 5)]}),
    # no fault at all
    "posted_in_steps": (
        [change("gl_entry", 1, amount=70), change("gl_entry", 2, amount=-70),
         add("gl_entry", gl_entry(21, "2110", 30, day(2), "P1"), gl_entry(22, "7291", -30, day(2), "P1")),
         relate(relation(21, 1, 5), relation(22, 1, 5))], {}),
    "posting_group_of_zero": (
        [add("value_entry",
             value_entry(6, "Purchase", 10, day(14), "P6", cost_amount_actual_acy=-3, cost_posted_to_gl_acy=-3),
             value_entry(7, "Purchase", -10, day(14), "P7", cost_amount_actual_acy=3, cost_posted_to_gl_acy=3)),
         relate(relation(8, 6, 4), relation(8, 7, 4))], {}),
    "value_entry_in_two_posting_groups_of_zero": (
        [add("value_entry",
             value_entry(6, "Purchase", 10, day(14), "P6", cost_amount_actual_acy=-3, cost_posted_to_gl_acy=-3),
             value_entry(7, "Purchase", -10, day(14), "P7", cost_amount_actual_acy=3, cost_posted_to_gl_acy=3),
             value_entry(8, "Purchase", -10, day(14), "P8", cost_amount_actual_acy=3, cost_posted_to_gl_acy=3)),
         relate(relation(6, 6, 3), relation(6, 7, 3), relation(8, 6, 4), relation(8, 8, 4))],
        {"posted_without_gl_entry": [("2110", 10), ("7291", -10)]}),
    "same_amounts_on_one_account": (
        [change("inventory_posting_setup", 1, inventory_account_interim="2110"),
         change("gl_entry", 7, gl_account_no="2110"),
         change("value_entry", 5, cost_amount_actual=60, cost_posted_to_gl=60),
         add("gl_entry", gl_entry(21, "2110", 60, day(12), "R5"), gl_entry(22, "7291", -60, day(12), "R5")),
         relate(relation(21, 5, 5), relation(22, 5, 5))], {}),
}


def write_companies(root, companies):
    """Write one export of all companies, each a dict of tables, each a dict of rows; returns its root."""
    numbers, rows = itertools.count(1), {}
    for name, company in companies.items():
        for table, entries in company.items():
            rows.setdefault(table, []).extend(
                exports.system(next(numbers), company=name) | row for row in entries.values())
    exports.write_required(root)
    for table, entries in rows.items():
        if entries:
            exports.write_csv(root, table, entries)
    return root


@pytest.fixture(scope="module")
def companies():
    companies = {fault: clean_company() for fault in FAULTS}
    for fault, (changes, _) in FAULTS.items():
        for apply in changes:
            apply(companies[fault])
    rolled_back = value_entry(1, "Purchase", 77, day(2), "P1", row_version=0)
    companies["duplicate_entry_no"]["value_entry"]["rolled back"] = rolled_back
    return companies


@pytest.fixture(scope="module")
def export(companies, tmp_path_factory):
    return write_companies(tmp_path_factory.mktemp("export"), companies)


@pytest.fixture(scope="module")
def found(export, tmp_path_factory):
    """Items per company as {cause: sorted (account, amount)}, differences that stay unexplained, explanations."""
    db = tmp_path_factory.mktemp("warehouse") / "tieout.duckdb"
    env = environment(
        db, db.parent / "target", export=export, BC_PERIOD_START=MARCH[0], BC_PERIOD_END=MARCH[1])
    code, output = build(
        *NO_TESTS, "--select", "+int_reconciliation_acceptance", "+int_gl_account_differences", env=env)
    assert code == 0, output
    with duckdb.connect(str(db), read_only=True) as connection:
        items = connection.execute(
            "select company, cause, gl_account_no, amount, explanation from marts.fct_reconciliation_items").fetchall()
        unexplained = connection.execute("""
            select differences.company, gl_account_no, difference
            from intermediate.int_gl_account_differences as differences
            left join marts.fct_reconciliation_items using (company, gl_account_no)
            group by all
            having difference <> coalesce(sum(amount), 0)""").fetchall()
    by_company = {fault: {} for fault in FAULTS}
    for company, cause, account, amount, _ in items:
        by_company[company].setdefault(cause, []).append((account, amount))
    return by_company, unexplained, [explanation for *_, explanation in items], env


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_gives_its_cause_and_nothing_else(found, fault):
    items = found[0]
    wanted = {
        cause: sorted((account, Decimal(amount)) for account, amount in rows) for cause, rows in FAULTS[fault][1].items()
    }
    assert {cause: sorted(rows) for cause, rows in items[fault].items()} == wanted


@pytest.fixture(scope="module")
def bridges_of_may(export, tmp_path_factory):
    """Amounts by company and cause on the bridge of a period in which nothing happens any more."""
    db = tmp_path_factory.mktemp("may") / "tieout.duckdb"
    env = environment(
        db, db.parent / "target", export=export, BC_PERIOD_START="2026-05-01", BC_PERIOD_END="2026-05-31")
    code, output = build(*NO_TESTS, "--select", "+rpt_valuation_to_gl_bridge", env=env)
    assert code == 0, output
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute("""
            select company, step, amount from marts.rpt_valuation_to_gl_bridge where step_group = 'reconciling'
            """).fetchall()
    by_company = {fault: {} for fault in FAULTS}
    for company, cause, amount in rows:
        by_company[company][cause] = amount
    return by_company


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_of_before_the_period_is_its_cause_on_the_bridge(bridges_of_may, companies, fault):
    setup = companies[fault]["inventory_posting_setup"][1]
    accounts = {setup["inventory_account"], setup["inventory_account_interim"]} - {""}
    wanted = {
        cause: sum(Decimal(amount) for account, amount in rows if account in accounts)
        for cause, rows in FAULTS[fault][1].items()
        # Both dates are past.
        if cause != "posting_date_differs"
    }
    assert bridges_of_may[fault] == {cause: amount for cause, amount in wanted.items() if amount}


def test_nothing_stays_unexplained(found):
    assert found[1] == []


def test_explanations_are_whole_sentences(found):
    assert [text for text in found[2] if not text or "{" in text or not text.endswith(".")] == []


def test_the_data_tests_can_fail(found):
    """The alarm rings with the severity of its var; a wrong sum is an error; an acceptance without an item warns."""
    env = found[-1]
    with duckdb.connect(env["TIEOUT_DB"]) as connection:
        (version,) = connection.execute(
            "select version from marts_store.publication where model = 'fct_reconciliation_items'").fetchone()
        connection.execute(f'update marts_store."{version}" set amount = amount + 1 where company = \'pending\'')
        connection.execute("""
            insert into seeds.accepted_reconciling_items
            values ('rounding', '2110', 'rounding', null, 5, 'small', 'ANNA', null),
                   ('clean', '2110', 'rounding', null, 5, 'gone', 'ANNA', null)""")
    code, output = dbt(
        "test", "--select", "assert_inventory_reconciles_with_gl", "assert_every_difference_is_explained",
        "assert_accepted_items_still_match", "--vars", "{reconciliation_severity: error}", env=env)
    assert code == 1, output
    with duckdb.connect(env["TIEOUT_DB"], read_only=True) as connection:
        alarms = connection.execute("""
            select company, gl_account_no, open_difference, cause_1
            from test_failures.assert_inventory_reconciles_with_gl
            where company in ('rounding', 'linked_amount_mismatch', 'clean')""").fetchall()
        cleared = connection.execute("select company from test_failures.assert_accepted_items_still_match").fetchall()
    assert alarms == [("linked_amount_mismatch", "2110", Decimal(15), "linked_amount_mismatch 15.00000")]
    assert cleared == [("clean",)]
    assert "FAIL 2 assert_every_difference_is_explained" in output
    assert "WARN 1 assert_accepted_items_still_match" in output


def test_every_cause_of_the_seed_has_a_fault():
    with (PROJECT / "seeds" / "reconciliation" / "reconciliation_causes.csv").open(encoding="utf-8") as file:
        causes = {row["cause"] for row in csv.DictReader(file)}
    assert causes == {cause for _, wanted in FAULTS.values() for cause in wanted}
