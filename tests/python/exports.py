"""Writes small exports for tests, in the layout and text form of the exporter."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import duckdb

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds" / "bc_export"
SHARED = ROOT.parent / "shared"


def seed_rows(name: str) -> list[dict[str, str]]:
    """Rows of a seed file as dicts of strings."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TABLES = seed_rows("bc_tables")
FIELDS = seed_rows("bc_fields")
OPTIONS = seed_rows("bc_options")
TABLE_NO = {row["source_table"]: row["table_no"] for row in TABLES}
REQUIRED = [row["source_table"] for row in TABLES if row["is_required"] == "true"]
SYSTEM_COLUMNS = {
    "system_id": "systemId-2000000000",
    "system_created_at": "SystemCreatedAt-2000000001",
    "system_created_by": "SystemCreatedBy-2000000002",
    "system_modified_at": "SystemModifiedAt-2000000003",
    "row_version": "timestamp-0",
    "company": "$Company",
}


def folder(source_table: str) -> str:
    """Folder name of a table, such as ValueEntry-5802."""
    row = next(row for row in TABLES if row["source_table"] == source_table)
    name = "".join(c for c in row["table_name"] if c.isascii() and c.isalnum())
    return f"{name}-{row['table_no']}"


def fields_of(source_table: str) -> dict[str, dict[str, str]]:
    """Dictionary rows of a table by column name."""
    number = TABLE_NO[source_table]
    return {row["column_name"]: row for row in FIELDS if row["table_no"] == number}


def export_names(source_table: str) -> dict[str, str]:
    """Export column names by raw column name, system columns included."""
    names = {column: row["export_name"] for column, row in fields_of(source_table).items()}
    return names | SYSTEM_COLUMNS


def csv_text(value: object) -> str:
    """One value as the exporter writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (int, datetime.date)):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def required_columns(source_table: str) -> list[str]:
    """Raw names of the columns that an export of this table must have."""
    return [c for c, row in fields_of(source_table).items() if row["is_required"] == "true"]


def write_csv(
    root: Path,
    source_table: str,
    rows: list[dict[str, object]],
    file: str = "a.csv",
    columns: list[str] | None = None,
    bare: bool = False,
    newline: str = "\n",
    bom: bool = False,
    delta: bool = False,
) -> Path:
    """Write rows (dicts by raw column name) as one CSV file of a table.

    columns: raw column names in file order; by default the required ones and those in rows. A name
    that the dictionary does not know is written as it is. bare: column names without numbers.
    """
    names = export_names(source_table)
    if columns is None:
        columns = list(dict.fromkeys([*required_columns(source_table), *(c for r in rows for c in r)]))
    header = [names.get(c, c) for c in columns]
    if bare:
        header = [name.rpartition("-")[0] or name for name in header]
    lines = [",".join(header), *(",".join(csv_text(r.get(c)) for c in columns) for r in rows)]
    path = root / ("deltas" if delta else "") / folder(source_table) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(line + newline for line in lines)
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))
    return path


def write_parquet(
    root: Path, source_table: str, select: str, file: str = "a.parquet", delta: bool = False
) -> Path:
    """Write the result of a SELECT as one Parquet file; aliases are raw column names."""
    names = export_names(source_table)
    path = root / ("deltas" if delta else "") / folder(source_table) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        found = [c[0] for c in connection.execute(f"DESCRIBE {select}").fetchall()]
        items = ", ".join(f'"{c}" AS "{names.get(c, c)}"' for c in found)
        target = str(path).replace("'", "''")
        connection.execute(f"COPY (SELECT {items} FROM ({select})) TO '{target}' (FORMAT parquet)")
    return path


def write_required(root: Path, except_for: tuple[str, ...] = ()) -> Path:
    """Write header-only files for every required table, so that the export is complete."""
    for source_table in REQUIRED:
        if source_table not in except_for:
            write_csv(root, source_table, [], file="required.csv")
    return root


def system(number: int, **values: object) -> dict[str, object]:
    """System columns of a row; number makes the systemId, values override."""
    at = datetime.datetime(2026, 1, 1)
    return {
        "system_id": str(UUID(int=number)),
        "system_created_at": at,
        "system_modified_at": at,
        "row_version": number,
        "company": "CRONUS",
    } | values
