"""Simulated companies and published cases beside the project (../shared) against their expected figures.

Both come with tools that compare; the tests build and let them judge. Without ../shared they are skipped.
"""

import collections
import concurrent.futures
import hashlib
import importlib.util
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import duckdb
import pytest
import yaml

import readme
from builds import NO_TESTS, PROJECT, build, environment

SHARED = PROJECT.parent / "shared"
SAMPLES = sorted(path.parent.name for path in SHARED.glob("sample/*/parameters.yml"))
CASES = sorted(SHARED.glob("cases/*/expect.yml"))
WITHOUT_SHARED = "the expected figures lie in ../shared, which is not here"
# Checks of our own, which the expected figures do not hold.
COMPARED_ELSEWHERE = {"fct_ledger_integrity_issues"}


def tool(name):
    """A module of ../shared/tools."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parameters(values):
    """Reporting period and valuation date as the build's environment variables."""
    return {
        "BC_PERIOD_START": values["period_start"],
        "BC_PERIOD_END": values["period_end"],
        "BC_VALUATION_DATE": values.get("valuation_date", values["period_end"]),
    }


@pytest.fixture(scope="module")
def built_samples(tmp_path_factory):
    """Warehouse of every sample, with what its build said where it failed."""

    folders = {name: tmp_path_factory.mktemp(name) for name in SAMPLES}

    def build_sample(name):
        folder = folders[name]
        values = yaml.safe_load((SHARED / "sample" / name / "parameters.yml").read_text())
        env = environment(
            folder / "tieout.duckdb", folder / "target", export=SHARED / "sample" / name / "export", **parameters(values)
        )
        code, output = build("--exclude-resource-type", "unit_test", env=env)
        return folder / "tieout.duckdb", "" if code == 0 else output[-3000:]

    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(SAMPLES, pool.map(build_sample, SAMPLES)))


@pytest.mark.slow
@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_SHARED)
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_agrees_with_its_expected_rows(built_samples, sample):
    db, failure = built_samples[sample]
    assert not failure, failure
    expected = SHARED / "sample" / sample / "expected"
    tables = sorted({path.stem for path in expected.glob("*.csv")} - COMPARED_ELSEWHERE)
    compared = subprocess.run(
        [sys.executable, str(SHARED / "tools" / "compare_expected.py"), "--expected", str(expected),
         "--db", str(db), "--tables", ",".join(tables)],
        capture_output=True, text=True,
    )
    assert compared.returncode == 0, compared.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_SHARED)
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_agrees_with_its_expected_integrity_issues(built_samples, sample):
    db, failure = built_samples[sample]
    assert not failure, failure
    file = SHARED / "sample" / sample / "expected" / "fct_ledger_integrity_issues.csv"
    key = "company, check_name, table_name, entry_no::bigint, item_no"
    checks = sorted(tool("compare_expected").BC_CHECKS)
    with duckdb.connect(str(db), read_only=True) as connection:
        expected = f"select {key} from read_csv('{file}', all_varchar = true)"
        found = f"select {key} from marts.fct_ledger_integrity_issues where check_name in (select unnest(?))"
        for one, other in ((expected, found), (found, expected)):
            arguments = [checks]
            assert connection.execute(f"({one}) except all ({other})", arguments).fetchall() == []


@pytest.mark.slow
@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_SHARED)
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_agrees_with_its_expected_reconciling_items(built_samples, sample):
    db, failure = built_samples[sample]
    assert not failure, failure
    file = SHARED / "sample" / sample / "expected_items.csv"
    with duckdb.connect(str(db), read_only=True) as connection:
        # Far sides of moved amounts on accounts outside every posting setup belong to no account's difference.
        expected = connection.execute(
            "select company, gl_account_no, cause, sum(amount::decimal(38, 5)) as amount"
            f" from read_csv('{file}', all_varchar = true, force_not_null = ['gl_account_no'])"
            " where account_in_setup = 'true' group by all having sum(amount::decimal(38, 5)) <> 0"
        ).fetchall()
        found = connection.execute(
            "select company, gl_account_no, cause, sum(amount) as amount from marts.fct_reconciliation_items"
            " semi join marts.rpt_gl_account_reconciliation using (company, gl_account_no)"
            " group by all having sum(amount) <> 0"
        ).fetchall()
    assert sorted(found) == sorted(expected)


@pytest.mark.slow
@pytest.mark.skipif("small" not in SAMPLES, reason=WITHOUT_SHARED)
def test_the_sale_in_the_readme_can_be_checked_by_hand(built_samples):
    db, failure = built_samples["small"]
    assert not failure, failure
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute(
            "select cast(level as varchar), cost_element, source_item_no, cost_amount"
            " from marts.fct_cost_shares_rolled_up"
            " where company = 'CRONUS Nordwind A/S' and item_ledger_entry_no = 206"
        ).fetchall()
        (best_seller,) = connection.execute(
            "select item_no from marts.fct_item_ledger_entries as made where entry_type = 'Sale' and exists ("
            " from marts.fct_item_ledger_entries as output where output.entry_type in ('Output', 'Assembly Output')"
            " and output.company = made.company and output.item_no = made.item_no)"
            " group by company, item_no order by sum(quantity) limit 1"
        ).fetchone()
    printed = readme.table("level", "element", "source item", "entries", "in the pool", "in the sale")
    elements = [(row["level"], row["element"], row["source item"], *readme.amounts(row["in the sale"])) for row in printed]
    assert sorted(elements) == sorted(row for row in found if row[1] != "unassigned")
    for row in printed:
        # The largest element also has what rounding left of the others.
        by_hand = -readme.reckoned(row["in the pool"]) * 7 / 156
        assert abs(by_hand - Fraction(*readme.amounts(row["in the sale"]))) < Fraction(3, 100_000), row
    assert sum(row[3] for row in found) == Decimal("-2747.93")
    assert sum(row[3] for row in found if row[1] == "unassigned") == Decimal("0.00353")
    assert best_seller == "1936-S"


def case_groups():
    """Cases that can share a build: parameters -> [(folder, assertions)]."""
    groups = collections.defaultdict(list)
    for file in CASES:
        case = yaml.safe_load(file.read_text())
        groups[tuple(sorted((k, str(v)) for k, v in case["parameters"].items()))].append((file.parent, case["assertions"]))
    return groups


@pytest.fixture(scope="module")
def case_figures(tmp_path_factory):
    """Differing figures per case name, as text."""
    check = tool("check_cases")

    def compare(group, folder):
        values, members = group
        export = folder / hashlib.sha1(repr(values).encode()).hexdigest()[:10]
        check.merge(export, [case for case, _ in members])
        # The same file for every group: with another one dbt would parse the whole project again.
        db = folder / "tieout.duckdb"
        for left_over in folder.glob(f"{db.name}*"):
            left_over.unlink()
        tables = sorted({assertion["table"] for _, assertions in members for assertion in assertions})
        env = environment(db, folder / "target", export=export, **parameters(dict(values)))
        code, output = build("--select", *(f"+{table}" for table in tables), *NO_TESTS, env=env)
        if code:
            return {case.name: [output[-2000:]] for case, _ in members}
        with duckdb.connect(str(db), read_only=True) as connection:
            return {
                case.name: [
                    f"{where}: expected {want}, found {found}"
                    for assertion in assertions
                    for want, found, where in check.figures(connection, case.name, assertion)
                    if not check.same(want, found)
                ]
                for case, assertions in members
            }

    groups = list(case_groups().items())
    # Two builds at a time, each with a folder of its own.
    halves = [(groups[0::2], tmp_path_factory.mktemp("cases")), (groups[1::2], tmp_path_factory.mktemp("cases"))]
    figures = {}
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for results in pool.map(lambda half: [compare(group, half[1]) for group in half[0]], halves):
            for result in results:
                figures.update(result)
    return figures


@pytest.mark.slow
@pytest.mark.skipif(not CASES, reason=WITHOUT_SHARED)
@pytest.mark.parametrize("case", [file.parent.name for file in CASES])
def test_published_case(case_figures, case):
    assert case_figures[case] == []
