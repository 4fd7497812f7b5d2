"""Copy the published marts into a file of their own, for readers who must not see the layers below.

    python scripts/export_marts.py for_readers.duckdb   one DuckDB file with schema marts, tables only
    python scripts/export_marts.py for_readers/         one Parquet file per mart

The warehouse is TIEOUT_DB (default warehouse/tieout.duckdb); it is opened read-only. An existing target is replaced
only once the copy is complete.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import tempfile

import duckdb


def quoted(name):
    """A SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(path):
    """A SQL text literal."""
    return "'" + str(path).replace("'", "''") + "'"


def export_marts(warehouse, target):
    """Copy every view of schema marts of the file `warehouse` to `target`; returns the names of the marts.

    A target that ends in .duckdb becomes a database file, anything else a folder of Parquet files.
    """
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".export-") as folder:
        copy = pathlib.Path(folder) / target.name
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(warehouse)} as warehouse (read_only)")
            names = [name for (name,) in connection.execute(
                "select table_name from information_schema.tables"
                " where table_catalog = 'warehouse' and table_schema = 'marts' order by 1"
            ).fetchall()]
            if target.suffix == ".duckdb":
                connection.execute(f"attach {literal(copy)} as copy (storage_version 'v1.5.0')")
                connection.execute("create schema copy.marts")
            else:
                copy.mkdir()
            for name in names:
                select = f"from warehouse.marts.{quoted(name)}"
                if target.suffix == ".duckdb":
                    connection.execute(f"create table copy.marts.{quoted(name)} as {select}")
                else:
                    connection.execute(f"copy ({select}) to {literal(copy / (name + '.parquet'))} (format parquet)")
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(copy, target)
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=pathlib.Path)
    target = parser.parse_args().target
    if target.name == "marts.duckdb":
        parser.error("give the file another name: DuckDB would take marts.x for a schema of a database called marts")
    warehouse = os.environ.get("TIEOUT_DB") or "warehouse/tieout.duckdb"
    print(f"{len(export_marts(warehouse, target))} marts copied to {target}")


if __name__ == "__main__":
    main()
