"""Two builds of one export give the same marts, whatever the number of threads and the order of files and rows."""

import random

import duckdb
import pytest

from builds import NO_UNIT_TESTS, PROJECT, build, environment, marts
from export_marts import export_marts

# Holds when each run was made.
NOT_COMPARED = {"fct_reconciliation_history"}


def shuffled_copy(source, target):
    """The export with every table's rows in another order, spread over three files whose names sort differently."""
    chance = random.Random(7)
    for file in sorted(source.rglob("*.csv")):
        header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        chance.shuffle(rows)
        folder = target / file.relative_to(source).parent
        folder.mkdir(parents=True, exist_ok=True)
        for part in range(3):
            name = f"{chance.randrange(10**9)}-{file.name}"
            (folder / name).write_text(header + "".join(rows[part::3]), encoding="utf-8")


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    export = tmp_path_factory.mktemp("export")
    shuffled_copy(PROJECT / "sample", export)
    built = []
    for source, threads in ((PROJECT / "sample", 1), (export, 4)):
        db = tmp_path_factory.mktemp("warehouse") / "tieout.duckdb"
        env = environment(db, tmp_path_factory.mktemp("target"), export=source, TIEOUT_THREADS=threads)
        code, output = build(*NO_UNIT_TESTS, env=env)
        assert code == 0, output[-3000:]
        built.append(db)
    return built


@pytest.mark.slow
def test_builds_agree_in_every_mart(warehouses):
    first, second = (marts(db) for db in warehouses)
    assert set(first) == set(second)
    assert {name for name in first if first[name] != second[name]} - NOT_COMPARED == set()


def test_a_copy_for_readers_replaces_nothing_but_an_earlier_copy(tmp_path):
    warehouse, folder = tmp_path / "w.duckdb", tmp_path / "papers"
    duckdb.connect(str(warehouse)).close()
    folder.mkdir()
    (folder / "thesis.txt").write_text("kept")
    (tmp_path / "dir.duckdb").mkdir()
    for target, reason in {
        folder: "other things than Parquet files", warehouse: "the warehouse itself", tmp_path / "dir.duckdb": "a folder",
        folder / "thesis.txt": "is a file", tmp_path / "none" / "x": "does not exist", tmp_path / "marts.duckdb": "another name",
        tmp_path / "new": "no published marts",
    }.items():
        with pytest.raises(ValueError, match=reason):
            export_marts(warehouse, target)
    with pytest.raises(ValueError, match="there is no warehouse"):
        export_marts(tmp_path / "x.duckdb", tmp_path / "y.duckdb")
    assert (folder / "thesis.txt").read_text() == "kept"
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
@pytest.mark.parametrize("target", ["for_readers.duckdb", "for_readers"])
def test_marts_copied_for_readers_are_the_published_ones(warehouses, tmp_path, monkeypatch, target):
    names = export_marts(warehouses[0], tmp_path / target)
    export_marts(warehouses[0], tmp_path / target)
    assert set(names) == set(marts(warehouses[0]))
    if target.endswith(".duckdb"):
        assert marts(tmp_path / target) == marts(warehouses[0])
        with duckdb.connect(str(tmp_path / target), read_only=True) as connection:
            assert connection.execute(
                "select distinct table_schema from information_schema.tables").fetchall() == [("marts",)]
    else:
        for name in names:
            count = duckdb.sql(f"select count(*) from '{tmp_path / target / name}.parquet'").fetchall()[0][0]
            assert count == marts(warehouses[0])[name][0]
