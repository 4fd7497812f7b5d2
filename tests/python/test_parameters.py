"""Parameters of the build: what is given counts, and what cannot be meant ends the build with its message."""

import re

import duckdb
import pytest

from builds import PROJECT, build, environment

LOAD = ("--select", "bc_tables", "bc_fields", "bc_options", "load_export")


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("target")


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        ((), {"BC_COMPANIES": '["Fabrikam Möbel & Söhne GmbH"]'}),
        (("--vars", '{companies: ["Fabrikam Möbel & Söhne GmbH"]}'), {"BC_COMPANIES": '["CRONUS Nordwind A/S"]'}),
    ],
)
def test_only_listed_companies_are_loaded(tmp_path, target, arguments, variables):
    db = tmp_path / "tieout.duckdb"
    code, output = build(*LOAD, *arguments, env=environment(db, target, **variables))
    assert code == 0, output[-3000:]
    with duckdb.connect(str(db), read_only=True) as connection:
        assert connection.execute("select company from raw.company").fetchall() == [("Fabrikam Möbel & Söhne GmbH",)]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"BC_COMPANIES": '["Nobody"]'}, "company 'Nobody' is nowhere in the export"),
        ({"BC_COMPANIES": "Fabrikam"}, "Parameter companies is Fabrikam. Give it as a list of names"),
        ({"BC_PERIOD_END": "2026-02-31"}, 'Parameter period_end is "2026-02-31". Give a date as YYYY-MM-DD'),
        (
            {"BC_PERIOD_START": "2026-05-01", "BC_PERIOD_END": "2026-03-31"},
            "period_start is 2026-05-01, period_end is 2026-03-31",
        ),
    ],
)
def test_what_cannot_be_meant_ends_the_build_with_its_message(tmp_path, target, variables, message):
    code, output = build(*LOAD, env=environment(tmp_path / "tieout.duckdb", target, **variables))
    assert code != 0
    assert message in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"TIEOUT_THREADS": "2.5"}, 'TIEOUT_THREADS is "2.5". Give a whole number from 1'),
        ({"TIEOUT_MEMORY_LIMIT": "4"}, 'TIEOUT_MEMORY_LIMIT is "4". Give a number with its unit (MB, GB, MiB, GiB)'),
        # A build of the load alone, like dbt run, does not load the seeds that it reads.
        ({}, "Seed bc_tables is not in this warehouse yet. Run dbt build without --select"),
    ],
)
def test_what_a_run_cannot_start_with_ends_it_with_its_message(tmp_path, target, variables, message):
    code, output = build("--select", "load_export", env=environment(tmp_path / "tieout.duckdb", target, **variables))
    assert code != 0
    assert message in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("reconciliation_severity: eror", '"eror". Give warn or error'),
        ("reconciliation_tolerance: '1,5'", '"1,5". Give a number that is not negative, for example 0'),
        ("trust_interim_age_days: 1.5", '"1.5". Give a whole number that is not negative, for example 60'),
        ("ageing_bucket_edges: [30, x]", "\"[30, 'x']\". Give rising numbers of days"),
    ],
)
def test_a_var_of_another_kind_ends_the_build_with_its_message(tmp_path, target, given, message):
    code, output = build(*LOAD, "--vars", f"{{{given}}}", env=environment(tmp_path / "tieout.duckdb", target))
    assert code != 0
    assert f"Parameter {given.split(':')[0]} is {message}" in output


def test_an_unknown_var_ends_the_build_and_the_known_ones_are_named(tmp_path, target):
    env = environment(tmp_path / "tieout.duckdb", target)
    code, output = build(*LOAD, "--vars", "{perod_end: 2026-05-31}", env=env)
    assert code != 0
    known = re.search(r"There is no var perod_end\. The vars are (.*)\. Correct the name in --vars\.", output)[1]
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \| .*\|$", (PROJECT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert set(known.split(", ")) == documented
