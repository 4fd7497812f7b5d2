"""Parameters of the build: what is given counts, and what cannot be meant ends the build with its message."""

import duckdb
import pytest

from builds import build, environment

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
