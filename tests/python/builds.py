"""Run dbt in a process of its own against a warehouse and an export of the test's choice."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import duckdb

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DBT = pathlib.Path(sys.executable).with_name("dbt")
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
NO_TESTS = ("--exclude-resource-type", "test", "unit_test")
FEBRUARY = {"BC_PERIOD_END": "2026-02-28"}


def environment(db, target, export=None, **variables):
    """Environment of a build: warehouse file, own target folder, export root (None: the sample company)."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("BC_", "TIEOUT_"))}
    env.update(TIEOUT_DB=str(db), DBT_TARGET_PATH=str(target), DBT_LOG_PATH=str(target))
    if export is not None:
        env["BC_EXPORT_PATH"] = str(export)
    env.update({k: str(v) for k, v in variables.items()})
    return env


def start(*arguments, env, **options):
    """Start `dbt <arguments>` and return the process; its output is text."""
    return subprocess.Popen(
        [str(DBT), "--no-use-colors", *arguments],
        cwd=PROJECT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def build(*arguments, env, timeout=900, **options):
    """Run `dbt build <arguments>` to its end: (exit code, output)."""
    process = start("build", *arguments, env=env, **options)
    output, _ = process.communicate(timeout=timeout)
    return process.returncode, output


def marts(db):
    """Content of every published mart as {name: (row count, order-free checksum)}."""
    with duckdb.connect(str(db), read_only=True) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
        ).fetchall()
        return {
            name: connection.execute(
                f'select count(*), coalesce(sum(hash(mart)::hugeint), 0) from marts."{name}" as mart'
            ).fetchone()
            for (name,) in names
        }
