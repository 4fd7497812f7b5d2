"""Loads an export: reads, settles upserts, proves the row counts, all or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

from .diagnosis import changed_fault, diagnose_file
from .dictionary import COMPANY_FIELD, Table, read_dictionary
from .faults import ExportError, Fault, FaultList, printable
from .layout import ExportFile, Layout, TableFiles, count_blank_lines, count_rows, has_changed, read_layout
from .reading import identifier, literal, scan, select_rows, typed_columns
from .upserts import find_key_faults, mark_duplicates, mark_upserts

SCHEMA = "raw"

_TRAILING_COLUMNS = (
    ("system_id", "UUID"),
    ("system_created_at", "TIMESTAMP"),
    ("system_created_by", "VARCHAR"),
    ("system_modified_at", "TIMESTAMP"),
    ("row_version", "BIGINT"),
    ("source_file", "VARCHAR"),
    ("row_status", "VARCHAR"),
)

_LISTINGS = {
    "company": "company_no INTEGER, company VARCHAR",
    "company_left_out": "company VARCHAR, source_table VARCHAR, newest_posting_date DATE",
    "export_table": "source_table VARCHAR, table_name VARCHAR, table_no INTEGER, is_exported BOOLEAN",
    "export_audit": (
        "company VARCHAR, source_table VARCHAR, table_name VARCHAR, rows_read BIGINT, "
        "rows_staged BIGINT, rows_superseded BIGINT, rows_deleted BIGINT, rows_duplicate BIGINT, "
        "rows_rejected BIGINT, newest_modified_at TIMESTAMP, max_row_version BIGINT"
    ),
    "export_warning": (
        "source_table VARCHAR, column_name VARCHAR, source_file VARCHAR, message VARCHAR"
    ),
    "duplicate_row": (
        "company VARCHAR, source_table VARCHAR, primary_key VARCHAR, entry_no BIGINT, "
        "kept_row_version BIGINT, listed_row_version BIGINT, system_id UUID"
    ),
}


@dataclass
class LoadResult:
    """What was loaded; each list holds the rows of the raw table of that name, as dicts."""

    companies: list[str] = field(default_factory=list)
    export_table: list[dict] = field(default_factory=list)
    export_audit: list[dict] = field(default_factory=list)
    export_warning: list[dict] = field(default_factory=list)


class _LoadFailed(Exception):
    """Something is wrong with the export; faults holds what is known already."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__()


@dataclass
class _Progress:
    """Source tables that were read without fault, and whether duplicate keys were looked for."""

    read: set[str] = field(default_factory=set)
    is_settled: bool = False


def raw_name(table: str) -> str:
    """SQL name of a table in the raw schema."""
    return f"{SCHEMA}.{identifier(table)}"


def load_export(
    connection: duckdb.DuckDBPyConnection,
    export_path: str,
    tables: Iterable[Mapping[str, object]],
    fields: Iterable[Mapping[str, object]],
    options: Iterable[Mapping[str, object]],
    companies: list[str] | None = None,
) -> LoadResult:
    """Replace the raw tables by the contents of an export.

    connection: DuckDB connection; if a transaction is open on it, the load becomes part of it.
    tables, fields, options: rows of the seeds bc_tables, bc_fields and bc_options.
    companies: names of the companies to keep; None or an empty list keeps all.

    Raises ExportError, which lists every fault of every table; the raw tables then keep the last
    good load (an open transaction of the caller is then aborted and must be rolled back).
    """
    dictionary = read_dictionary(tables, fields, options)
    wanted = sorted(set(companies)) if companies else None
    with _scratch(connection) as scratch:
        layout = read_layout(export_path, dictionary, scratch)
        faults = FaultList()
        faults.add(*layout.faults)
        progress = _Progress()
        cause = None
        if not faults:
            try:
                with _all_or_nothing(connection):
                    return _load(connection, layout, wanted, progress)
            except _LoadFailed as failure:
                faults.add(*failure.faults)
                cause = failure.__cause__
        _diagnose(scratch, layout, wanted, progress, faults)
    if faults:
        raise ExportError(export_path, faults)
    raise cause or RuntimeError("the rows read differ from the rows in the files")


@contextmanager
def _scratch(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory database with the limits of the connection, for looking without a transaction."""
    query = "SELECT current_setting('threads'), current_setting('memory_limit')"
    threads, memory = connection.execute(query).fetchall()[0]
    scratch = duckdb.connect(config={"threads": threads, "memory_limit": memory.replace(" ", "")})
    try:
        yield scratch
    finally:
        scratch.close()


@contextmanager
def _all_or_nothing(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    # BEGIN inside a transaction would abort it, so look first: outside of one, each statement has
    # its own number.
    query = "SELECT txid_current()"
    inside = connection.execute(query).fetchall() == connection.execute(query).fetchall()
    if not inside:
        connection.execute("BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        if inside:
            _abort(connection)
        else:
            connection.execute("ROLLBACK")
        raise
    if not inside:
        connection.execute("COMMIT")


def _abort(connection: duckdb.DuckDBPyConnection) -> None:
    """Make sure that the caller's transaction cannot be committed with half a load in it."""
    try:
        connection.execute("SELECT error('the export could not be loaded')").fetchall()
    except duckdb.Error:
        return


def _load(
    connection: duckdb.DuckDBPyConnection, layout: Layout, wanted: list[str] | None, progress: _Progress
) -> LoadResult:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    for name, columns in _LISTINGS.items():
        connection.execute(f"CREATE OR REPLACE TABLE {raw_name(name)} ({columns})")
    names: list[str] = list(wanted or [])
    found: set[str] = set()
    left_out: list[tuple[str, str, datetime.date | None]] = []
    numbered: dict[str, list[str]] = {}
    with ThreadPoolExecutor(max_workers=1) as counter:
        # Small tables first: they name the companies, so that the big ones get the right
        # company_no while they are read.
        for entry in sorted(layout.tables, key=lambda e: (e.size, e.table.source_table)):
            _fill_company_numbers(connection, names)
            here, elsewhere = _load_table(connection, layout, entry, wanted is not None, counter)
            progress.read.add(entry.table.source_table)
            numbered[entry.table.source_table] = list(names)
            found.update(here)
            left_out += elsewhere
            if wanted is None:
                names = sorted(found)
    if wanted is not None and (missing := [name for name in wanted if name not in found]):
        raise _LoadFailed(*_missing_company_faults(missing, found | {row[0] for row in left_out}))
    _fill_company_numbers(connection, names)
    faults = []
    for entry in layout.tables:
        table, name = entry.table, raw_name(entry.table.source_table)
        if numbered[table.source_table] != names:
            connection.execute(
                f"UPDATE {name} SET company_no = k.company_no FROM bc_export_company AS k "
                f"WHERE k.company = {name}.company AND {name}.company_no IS DISTINCT FROM k.company_no"
            )
        _warn_of_unknown_options(connection, layout, entry)
        mark_upserts(connection, table, name)
        lacking = {
            f.export_name
            for f in table.primary_key
            if any(f.column_name not in file.columns for file in entry.files)
        }
        if lacking:
            columns = ", ".join(sorted(lacking))
            message = "A column of the primary key is missing; the rows were not checked for duplicate keys."
            layout.warn(table, columns, "", message)
        else:
            faults += mark_duplicates(connection, table, name, raw_name("duplicate_row"))
    progress.is_settled = True
    if faults:
        raise _LoadFailed(*faults)
    changed = [(e.table, f) for e in layout.tables for f in e.files if has_changed(f)]
    if changed:
        raise _LoadFailed(*(changed_fault(table, file) for table, file in changed))
    if left_out:
        connection.execute(
            f"INSERT INTO {raw_name('company_left_out')} SELECT unnest(?), unnest(?), unnest(CAST(? AS DATE[]))",
            [list(column) for column in zip(*left_out, strict=True)],
        )
    return _write_listings(connection, layout, names)


def _fill_company_numbers(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE bc_export_company (company_no INTEGER, company VARCHAR)"
    )
    if names:
        numbered = [(number, name) for number, name in enumerate(names, start=1)]
        connection.executemany("INSERT INTO bc_export_company VALUES (?, ?)", numbered)


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    name = raw_name(table.source_table)
    columns = [("company_no", "INTEGER"), ("company", "VARCHAR")]
    columns += [(f.column_name, f.sql_type) for f in table.fields]
    items = ", ".join(f"{identifier(c)} {t}" for c, t in (*columns, *_TRAILING_COLUMNS))
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({items})")
    return name


def _load_table(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    entry: TableFiles,
    is_filtered: bool,
    counter: ThreadPoolExecutor,
) -> tuple[set[str], list[tuple[str, str, datetime.date | None]]]:
    """Read the files of one table; returns the companies kept, and the rows of company_left_out."""
    name = _create_table(connection, entry.table)
    if not entry.files:
        return set(), []
    expected = counter.submit(lambda: sum(count_rows(file) for file in entry.files))
    rows, left_out = 0, []
    join = "INNER" if is_filtered else "LEFT"
    try:
        for files in entry.groups:
            select = select_rows(entry.table, files, layout.root)
            inserted = connection.execute(
                f"INSERT INTO {name} BY NAME SELECT k.company_no, r.* FROM ({select}) AS r "
                f"{join} JOIN bc_export_company AS k ON k.company = r.company"
            ).fetchone()[0]
            rows += inserted
            if is_filtered:
                others = _rows_of_other_companies(connection, entry.table, files)
                rows += sum(count for _, count, _ in others)
                left_out += [(company, entry.table.source_table, date) for company, _, date in others]
        kept = connection.execute(f"SELECT DISTINCT company FROM {name}").fetchall()
        if rows != expected.result() and rows != expected.result() - _blank_lines(layout, entry):
            raise _LoadFailed
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except (duckdb.Error, OSError) as error:
        raise _LoadFailed from error
    return {company for (company,) in kept}, left_out


def _rows_of_other_companies(
    connection: duckdb.DuckDBPyConnection, table: Table, files: list[ExportFile]
) -> list[tuple[str, int, datetime.date | None]]:
    """Companies without a number, with their rows in the files and the newest posting date of these."""
    columns = typed_columns(table, files[0])
    company = next(c.value for c in columns if c.field is COMPANY_FIELD)
    date = next((c.value for c in columns if c.field.data_type == "posting_date"), "NULL")
    return connection.execute(
        f"SELECT {company} AS company, count(*), max({date}) FROM {scan(files)} "
        f"WHERE {company} NOT IN (SELECT company FROM bc_export_company) GROUP BY ALL"
    ).fetchall()


def _warn_of_unknown_options(connection: duckdb.DuckDBPyConnection, layout: Layout, entry: TableFiles) -> None:
    """List the values of options that the dictionary does not know and that were kept as exported."""
    for fld in entry.table.fields:
        if not fld.keeps_unknown:
            continue
        column, known = identifier(fld.column_name), ", ".join(literal(name) for _, name in fld.options)
        unknown = connection.execute(
            f"SELECT DISTINCT {column} FROM {raw_name(entry.table.source_table)} WHERE {column} NOT IN ('', {known})"
        ).fetchall()
        if unknown:
            shown = ", ".join(sorted(f"'{printable(value)}'" for (value,) in unknown))
            message = f"Options that bc_options does not know were kept as they are: {shown}. No rule reads them."
            layout.warn(entry.table, fld.export_name, "", message)


def _blank_lines(layout: Layout, entry: TableFiles) -> int:
    """Blank lines in the files of a table, which are ignored with a warning."""
    total = 0
    for file in entry.files:
        if blank := count_blank_lines(file):
            layout.warn(entry.table, "", file.relative, f"{blank} blank lines were ignored.")
            total += blank
    return total


def _missing_company_faults(missing: list[str], present: set[str]) -> list[Fault]:
    """One fault per listed company that the export does not hold."""
    shown = ", ".join(f"'{printable(name)}'" for name in sorted(present)) or "none"
    return [
        Fault(
            f"company '{printable(name)}' is nowhere in the export, which holds: {shown}",
            "Correct the variable companies (BC_COMPANIES); names must match exactly",
        )
        for name in missing
    ]


def _diagnose(
    scratch: duckdb.DuckDBPyConnection,
    layout: Layout,
    wanted: list[str] | None,
    progress: _Progress,
    faults: FaultList,
) -> None:
    """Look for faults in every table that did not get through."""
    if progress.is_settled:
        return
    for entry in layout.tables:
        before = faults.total
        if entry.table.source_table not in progress.read:
            for file in entry.files:
                diagnose_file(scratch, entry.table, file, layout.root, faults)
        if faults.total == before:
            faults.add(*_keyless_faults(scratch, layout, entry, wanted))


def _keyless_faults(
    scratch: duckdb.DuckDBPyConnection, layout: Layout, entry: TableFiles, wanted: list[str] | None
) -> list[Fault]:
    """Repeated primary keys of a readable table in which files without systemId take part."""
    keys = {f.column_name for f in entry.table.primary_key}
    has_keys = all(keys <= file.columns.keys() for file in entry.files)
    if not has_keys or all("system_id" in file.columns for file in entry.files):
        return []
    selects = [f"({select_rows(entry.table, files, layout.root)})" for files in entry.groups]
    where = ""
    if wanted is not None:
        where = f" WHERE company IN ({', '.join(literal(name) for name in wanted)})"
    scratch.execute(
        "CREATE OR REPLACE TEMP TABLE bc_export_rows AS "
        "SELECT dense_rank() OVER (ORDER BY company) AS company_no, * "
        f"FROM ({' UNION ALL BY NAME '.join(selects)}){where}"
    )
    mark_upserts(scratch, entry.table, "bc_export_rows")
    return find_key_faults(scratch, entry.table, "bc_export_rows")[0]


def _write_listings(
    connection: duckdb.DuckDBPyConnection, layout: Layout, names: list[str]
) -> LoadResult:
    connection.execute(f"INSERT INTO {raw_name('company')} SELECT * FROM bc_export_company")
    result = LoadResult(companies=names, export_warning=layout.warnings)
    result.export_table = [
        {
            "source_table": e.table.source_table,
            "table_name": e.table.name,
            "table_no": e.table.number,
            "is_exported": e.is_exported,
        }
        for e in layout.tables
    ]
    for listing in ("export_table", "export_warning"):
        if rows := [tuple(row.values()) for row in getattr(result, listing)]:
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f"INSERT INTO {raw_name(listing)} VALUES ({marks})", rows)
    for entry in layout.tables:
        _write_audit(connection, entry.table)
    audit = connection.execute(f"SELECT * FROM {raw_name('export_audit')} ORDER BY source_table, company")
    columns = [column[0] for column in audit.description]
    result.export_audit = [dict(zip(columns, row, strict=True)) for row in audit.fetchall()]
    for temporary in ("company", "keys", "status"):
        connection.execute(f"DROP TABLE IF EXISTS temp.bc_export_{temporary}")
    return result


def _write_audit(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    counts = ", ".join(
        f"count(*) FILTER (row_status IN ({', '.join(literal(s) for s in statuses)}))"
        for statuses in (["current"], ["superseded"], ["deleted", "delete_marker"], ["duplicate"])
    )
    connection.execute(
        f"INSERT INTO {raw_name('export_audit')} SELECT company, ?, ?, count(*), {counts}, 0, "
        f"max(system_modified_at), max(row_version) FROM {raw_name(table.source_table)} GROUP BY company",
        [table.source_table, table.name],
    )
