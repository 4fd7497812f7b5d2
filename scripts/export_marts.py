"""Copy the published marts into a file of their own, for readers who must not see the layers below.

    python scripts/export_marts.py for_readers.duckdb   one DuckDB file with schema marts, tables only
    python scripts/export_marts.py for_readers/         one Parquet file per mart

The warehouse is TIEOUT_DB (default warehouse/tieout.duckdb); it is opened read-only. An earlier copy is replaced only
once the new one is complete; a folder that holds anything but Parquet files is left alone.
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


def objection(warehouse, target):
    """Why the target must not be written, as a sentence; '' where nothing speaks against it."""
    if not pathlib.Path(warehouse).is_file():
        return f"there is no warehouse {warehouse}: run dbt build, or set TIEOUT_DB"
    if not target.resolve().parent.is_dir():
        return f"the folder of {target} does not exist"
    if target.name.lower() == "marts.duckdb":
        return "give the file another name: DuckDB would take marts.x for a schema of a database called marts"
    if target.exists() and target.samefile(warehouse):
        return "the target is the warehouse itself: give the copy another name"
    if target.suffix == ".duckdb":
        return f"{target} is a folder" if target.is_dir() else ""
    if target.exists() and not target.is_dir():
        return f"{target} is a file: a target without .duckdb becomes a folder of Parquet files"
    if target.is_dir() and any(path.suffix != ".parquet" or not path.is_file() for path in target.iterdir()):
        return f"{target} holds other things than Parquet files and would be replaced: name a new folder"
    return ""


def export_marts(warehouse, target):
    """Copy every view of schema marts of the file `warehouse` to `target`; returns the names of the marts.

    A target that ends in .duckdb becomes a database file, anything else a folder of Parquet files. Raises ValueError
    where the target must not be written or the warehouse has no marts.
    """
    if reason := objection(warehouse, target):
        raise ValueError(reason)
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".export-") as folder:
        copy = pathlib.Path(folder) / target.name
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(warehouse)} as warehouse (read_only)")
            names = [name for (name,) in connection.execute(
                "select table_name from information_schema.tables"
                " where table_catalog = 'warehouse' and table_schema = 'marts' order by 1"
            ).fetchall()]
            if not names:
                raise ValueError(f"{warehouse} holds no published marts: run dbt build")
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
    warehouse = os.environ.get("TIEOUT_DB") or "warehouse/tieout.duckdb"
    try:
        names = export_marts(warehouse, target)
    except ValueError as error:
        parser.error(str(error))
    print(f"{len(names)} marts copied to {target}")


if __name__ == "__main__":
    main()
