"""Finds where an export is wrong, once it is known to be.

The fast path stops at the first bad value and knows neither line nor column. Here every file is
checked by itself, and the bad ones are read line by line, so that all faults are reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import duckdb

from .dictionary import Field, Table
from .faults import LINES_PER_COLUMN, VALUE_LENGTH, Fault, FaultList, printable
from .layout import EXPORT_AGAIN, EXPORT_UTF8, ExportFile, count_blank_lines, count_rows, has_changed, split_line
from .reading import FORM_OF_TYPE, FORMS, identifier, scan, select_rows, typed_columns

_LEAP_DAY = b"-02-29"
_DATE = (
    r"[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
# Lines that match these are right without a closer look; the others get one.
_QUICK_FORMS = FORMS | {
    "integer": r"-?[0-9]{1,18}",
    "decimal": r"-?[0-9]{1,30}(?:\.[0-9]{1,5})?",
    "rate": r"-?[0-9]{1,25}(?:\.[0-9]+)?",
    "date": _DATE,
    "datetime": rf"{_DATE}[T ]{_TIME}Z?",
}
_ANY_FIELD = r'(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|[^",\r\n][^,\r\n]*)?'

_EXPECTED = {
    "integer": "a whole number",
    "decimal": "a number with at most 5 decimals, such as -831.05",
    "rate": "a number such as 0.33333",
    "boolean": "true or false",
    "date": "a date such as 2026-01-31",
    "datetime": "a date and time such as 2026-01-31T12:00:00Z",
    "uuid": "a systemId (GUID)",
}
# What DuckDB reads as one row.
LINE_LIMIT = 2_000_000

_CORRECT = "Correct it at the source and export the table again"


def _expected(fld: Field) -> str:
    if fld.data_type != "option":
        return _EXPECTED[FORM_OF_TYPE[fld.data_type]]
    names = ", ".join(name or "(blank)" for _, name in fld.options)
    return f"one of the options: {names}"


def _value_fault(
    table: Table, fld: Field, source_name: str, file: str, row: int, value: str, context: str
) -> Fault:
    advice = _CORRECT
    if fld.data_type == "option":
        advice = "If it is a new enum value of an extension, add it to seeds/bc_export/bc_options.csv"
    problem = f"'{printable(value)}' is not {_expected(fld)}"
    return Fault(problem, advice, table, source_name, file, row, context)


class _ValueCheck:
    """Tells whether a text is a value of a field; one in-memory DuckDB is asked only when in doubt."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._forms = {form: re.compile(pattern) for form, pattern in FORMS.items()}

    def is_good(self, fld: Field, value: str) -> bool:
        if value == "" or fld.data_type == "text" or fld.keeps_unknown:
            return True
        if fld.data_type == "option":
            known = {name.lower() for _, name in fld.options} | {str(v) for v, _ in fld.options}
            return value.strip(" ").lower() in known | {""}
        form = FORM_OF_TYPE[fld.data_type]
        if not self._forms[form].fullmatch(value):
            return False
        query = f"SELECT TRY_CAST(? AS {fld.sql_type}) IS NOT NULL"
        return self._connection.execute(query, [value]).fetchone()[0]


def _context(table: Table, values: dict[str, str]) -> str:
    parts = []
    if "company" in values:
        parts.append(f"company '{printable(values['company'])}'")
    for fld in table.primary_key:
        if fld.column_name in values:
            parts.append(f"{fld.field_name} {printable(values[fld.column_name])}")
    return ", ".join(parts)


def _lines(file: ExportFile) -> Iterator[tuple[int, bytes, bytes]]:
    with open(file.path, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            body = line.rstrip(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line
            yield number, body, line[len(body) :]


def _quick_pattern(table: Table, file: ExportFile) -> re.Pattern[bytes]:
    by_position = {
        file.columns[f.column_name].position: f
        for f in table.readable_fields
        if f.column_name in file.columns and f.data_type != "text" and not f.keeps_unknown
    }
    parts = []
    for position in range(file.column_count):
        fld = by_position.get(position)
        if fld is None:
            parts.append(_ANY_FIELD)
            continue
        if fld.data_type == "option":
            names = {name for _, name in fld.options} | {str(value) for value, _ in fld.options} | {" "}
            form = "|".join(re.escape(name) for name in sorted(names - {""}, reverse=True) if '"' not in name)
        else:
            form = _QUICK_FORMS[FORM_OF_TYPE[fld.data_type]]
        parts.append(f'(?:"(?:{form})"|{form}|""|)')
    return re.compile(",".join(parts).encode())


def scan_csv(table: Table, file: ExportFile, check: _ValueCheck, faults: FaultList) -> None:
    """Report every malformed row and every bad value of a CSV file, with line numbers."""
    quick = _quick_pattern(table, file)
    by_column = {f.column_name: f for f in table.readable_fields}
    line_end = file.newline.encode()

    def row_fault(number: int, problem: str, context: str = "", advice: str = EXPORT_AGAIN) -> None:
        faults.add(Fault(problem, advice, table, "", file.relative, number, context))

    for number, line, end in _lines(file):
        if number == 1:
            continue
        if len(line) > LINE_LIMIT:
            row_fault(number, f"the row is longer than {LINE_LIMIT:,} bytes")
            continue
        is_sound = quick.fullmatch(line) is not None and (not end or end == line_end)
        if is_sound and line.isascii() and _LEAP_DAY not in line:
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            row_fault(number, "the row is not UTF-8 text", advice=EXPORT_UTF8)
            continue
        if is_sound and _LEAP_DAY not in line:
            continue
        if not line and file.column_count > 1:
            continue
        fields = split_line(text)
        if None in fields:
            position = fields.index(None) + 1
            problem = f"the text in field {position} has no closing quote or holds an unescaped quote or line end"
            row_fault(number, f"{problem}: '{printable(text[-VALUE_LENGTH:])}'")
            continue
        values = {c: fields[s.position] for c, s in file.columns.items() if s.position < len(fields)}
        context = _context(table, values)
        if len(fields) != file.column_count:
            row_fault(number, f"the row has {len(fields)} fields, the header {file.column_count}", context)
            continue
        if end and end != line_end:
            row_fault(number, "the row has another line end than the header (LF and CR LF are mixed)", context)
        elif "\r" in text:
            row_fault(number, "the row holds a carriage return", context)
        for column, source in file.columns.items():
            fld = by_column[column]
            if not check.is_good(fld, values[column]):
                value = values[column]
                faults.add(_value_fault(table, fld, source.name, file.relative, number, value, context))


def scan_parquet(
    table: Table, file: ExportFile, connection: duckdb.DuckDBPyConnection, faults: FaultList
) -> None:
    """Report every bad value of a Parquet file, with record numbers counted from 1."""
    key_columns = [
        (name, identifier(file.columns[name].name))
        for name in ("company", *(f.column_name for f in table.primary_key))
        if name in file.columns
    ]
    keys = "".join(f", CAST({sql} AS VARCHAR)" for _, sql in key_columns)
    for column in typed_columns(table, file):
        if column.is_bad == "false":
            continue
        source = file.columns[column.field.column_name]
        where = f"FROM {scan([file], with_row_number=True)} WHERE {column.is_bad}"
        rows = connection.execute(
            f"SELECT file_row_number + 1, CAST({identifier(source.name)} AS VARCHAR){keys} {where} "
            f"ORDER BY 1 LIMIT {LINES_PER_COLUMN}"
        ).fetchall()
        if not rows:
            continue
        total = connection.execute(f"SELECT count(*) {where}").fetchone()[0]
        for place, (number, value, *key) in enumerate(rows, start=1):
            values = dict(zip((name for name, _ in key_columns), key, strict=True))
            context = _context(table, values)
            fault = _value_fault(table, column.field, source.name, file.relative, number, value, context)
            if place == len(rows) and total > len(rows):
                fault = replace(fault, times=total - len(rows) + 1)
            faults.add(fault)


def _read_strictly(
    connection: duckdb.DuckDBPyConnection, table: Table, file: ExportFile, root: str
) -> tuple[int, str]:
    """Read a file with every check but keep nothing: its rows, and why it failed ('' if it did not)."""
    names = ", ".join(identifier(f.column_name) for f in table.readable_fields)
    query = f"SELECT count(*), bit_xor(hash({names})) FROM ({select_rows(table, [file], root)})"
    try:
        return connection.execute(query).fetchone()[0], ""
    except duckdb.Error as error:
        return 0, str(error).splitlines()[0].partition(": ")[2]


def diagnose_file(
    connection: duckdb.DuckDBPyConnection, table: Table, file: ExportFile, root: str, faults: FaultList
) -> None:
    """Add every fault of a file.

    connection: any connection outside a transaction; nothing is written to it.
    """
    before = faults.total
    reason = ""
    try:
        rows, reason = _read_strictly(connection, table, file, root)
        if not reason and rows == count_rows(file) - count_blank_lines(file) and not has_changed(file):
            return
        if file.kind == "csv":
            scan_csv(table, file, _ValueCheck(connection), faults)
        else:
            scan_parquet(table, file, connection, faults)
    except duckdb.Error:
        faults.add(Fault("the file cannot be read, it is damaged", EXPORT_AGAIN, table, file=file.relative))
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        faults.add(Fault(problem, "Check that it exists and may be read", table, file=file.relative))
    if has_changed(file):
        faults.add(changed_fault(table, file))
    if faults.total == before:
        problem = "the file cannot be read completely"
        if reason:
            problem += f"; DuckDB says: {printable(reason, VALUE_LENGTH)}"
        faults.add(Fault(problem, EXPORT_AGAIN, table, file=file.relative))


def changed_fault(table: Table, file: ExportFile) -> Fault:
    """The fault of a file that was rewritten or removed while the export was being read."""
    advice = "Run the load again when the exporter has finished"
    return Fault("the file changed or disappeared while it was read", advice, table, file=file.relative)
