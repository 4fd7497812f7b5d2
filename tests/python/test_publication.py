"""Published marts change in one step at the end of a sound build, whatever happens to a build on the way."""

import random
import re
import shutil
import time

import duckdb
import pytest

from builds import FEBRUARY, NO_UNIT_TESTS, PROJECT, build, environment, marts, start

NEW = {"BC_PERIOD_END": "2026-04-30"}
KILLS = 5


@pytest.fixture(scope="module")
def target(sample):
    return sample.target


@pytest.fixture(scope="module")
def built(sample):
    """The warehouse of the sample company for February, and how long its build took in seconds."""
    return sample.db, sample.seconds


@pytest.fixture
def warehouse(built, tmp_path):
    """A copy of the built warehouse that a test may harm."""
    db = tmp_path / "tieout.duckdb"
    shutil.copy(built[0], db)
    return db


def test_a_build_publishes_only_views_in_marts(built):
    with duckdb.connect(str(built[0]), read_only=True) as connection:
        kinds = connection.execute(
            "select distinct table_type from information_schema.tables where table_schema = 'marts'"
        ).fetchall()
        leftovers = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts_store'"
            " and table_name <> 'publication'"
            " and table_name not in (select version from marts_store.publication)"
        ).fetchall()
    assert kinds == [("VIEW",)]
    assert leftovers == []


def test_marts_read_alike_under_another_file_name(built, tmp_path):
    moved = tmp_path / "copy of the warehouse.duckdb"
    shutil.copy(built[0], moved)
    assert marts(moved) == marts(built[0])
    with duckdb.connect() as connection:
        connection.execute(f"attach '{moved}' as elsewhere (read_only)")
        rows = connection.execute("select count(*) from elsewhere.marts.rpt_inventory_valuation").fetchone()[0]
    assert rows == marts(built[0])["rpt_inventory_valuation"][0]


@pytest.mark.slow
def test_killed_builds_leave_the_published_marts_and_the_next_build_recovers(built, warehouse, target):
    before = marts(warehouse)
    moments = random.Random(20260331)
    killed = 0
    for _ in range(KILLS):
        process = start("build", *NO_UNIT_TESTS, env=environment(warehouse, target, **NEW))
        time.sleep(moments.uniform(0.25, 0.95) * built[1])
        if process.poll() is None:
            process.kill()
            killed += 1
        process.communicate()
        after = marts(warehouse)
        if after != before:
            assert process.returncode == 0, "marts changed although the build did not finish"
            before = after
    assert killed > 0
    code, output = build(*NO_UNIT_TESTS, env=environment(warehouse, target, **NEW))
    assert code == 0, output[-3000:]
    recovered = marts(warehouse)
    assert recovered["rpt_inventory_valuation"] != marts(built[0])["rpt_inventory_valuation"]


@pytest.mark.slow
def test_readers_are_refused_as_busy_while_a_build_has_the_file(warehouse, target):
    before = marts(warehouse)
    process = start("build", *NO_UNIT_TESTS, env=environment(warehouse, target, **NEW))
    # dbt opens the file with its first hook. A reader who has it open before that stops the build, not the other way.
    for line in process.stdout:
        if "START" in line:
            break
    with pytest.raises(duckdb.IOException, match="lock"):
        marts(warehouse)
    output, _ = process.communicate()
    assert process.returncode == 0, output[-3000:]
    assert marts(warehouse) != before


def test_an_error_severity_failure_publishes_nothing(warehouse, target):
    before = marts(warehouse)
    code, output = build(
        *NO_UNIT_TESTS, "--vars", "{reconciliation_severity: error}", env=environment(warehouse, target, **NEW)
    )
    assert code != 0
    assert "Not published" in output
    assert marts(warehouse) == before


def test_a_bad_export_publishes_nothing_and_says_why(warehouse, target, tmp_path):
    before = marts(warehouse)
    env = environment(warehouse, target, export=tmp_path / "not there", **NEW)
    code, output = build(*NO_UNIT_TESTS, env=env)
    assert code != 0
    assert "not there" in output
    assert marts(warehouse) == before


def test_out_of_memory_publishes_nothing(warehouse, target):
    before = marts(warehouse)
    code, _ = build(*NO_UNIT_TESTS, env=environment(warehouse, target, TIEOUT_MEMORY_LIMIT="3MB", **NEW))
    assert code != 0
    assert marts(warehouse) == before


def test_a_full_disk_publishes_nothing(warehouse, target, tmp_path):
    resource = pytest.importorskip("resource", reason="file size limits exist on POSIX only")
    before = marts(warehouse)
    # Twelve times the data does not fit into a file that may not grow.
    for file in (PROJECT / "sample").rglob("*.csv"):
        folder = tmp_path / "export" / file.relative_to(PROJECT / "sample").parent
        folder.mkdir(parents=True, exist_ok=True)
        header, _, rows = file.read_text(encoding="utf-8").partition("\n")
        copies = (re.sub(r'"([^"]*)"$', rf'"\1 {n}"', rows, flags=re.MULTILINE) for n in range(12))
        (folder / file.name).write_text(header + "\n" + "".join(copies), encoding="utf-8")
    largest = warehouse.stat().st_size

    def limit_file_size():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    env = environment(warehouse, target, export=tmp_path / "export", **NEW)
    code, _ = build(*NO_UNIT_TESTS, env=env, preexec_fn=limit_file_size)
    assert code != 0
    assert marts(warehouse) == before


def versions(db):
    """The table behind every published mart."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return dict(connection.execute("select model, version from marts_store.publication").fetchall())


def test_a_selected_build_replaces_only_what_it_built(warehouse, target):
    before = versions(warehouse)
    code, output = build(*NO_UNIT_TESTS, "--select", "marts.wip", env=environment(warehouse, target, **FEBRUARY))
    assert code == 0, output[-3000:]
    after = versions(warehouse)
    assert set(after) == set(before)
    replaced = {name for name in after if after[name] != before[name]}
    assert replaced == {model.stem for model in (PROJECT / "models/marts/wip").glob("*.sql")} & set(after)
    assert "rpt_wip_valuation" in replaced


def test_a_selected_build_of_another_period_than_it_reads_stops(warehouse, target):
    before = versions(warehouse)
    env = environment(warehouse, target, **FEBRUARY | {"BC_PERIOD_END": "2026-02-27"})
    code, output = build(*NO_UNIT_TESTS, "--select", "marts.wip", env=env)
    assert code != 0
    assert "Parameter period_end is 2026-02-27, but this selection reads what was built for 2026-02-28." in output
    assert versions(warehouse) == before


def test_a_warehouse_named_like_a_schema_is_refused(tmp_path, target):
    code, output = build("--select", "bc_tables", env=environment(tmp_path / "marts.duckdb", target))
    assert code != 0
    assert "(TIEOUT_DB) is called marts" in output
