"""SQL that reads export files into typed columns.

DuckDB's casts are kinder than an export may be ('1.7' becomes the integer 2, '1.234567' is rounded,
'1e5' is a number), so every value that is read from text must match the form of its type. Only rates
(prices, costs per unit, percentages), which nobody adds up, may have any number of decimals. One
regular expression over all such columns of a row checks the form; strict casts check the value.
Either fails the statement, and faults are then looked for in a second, slower pass (diagnosis.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .dictionary import DECIMAL_SCALES, Field, Table
from .layout import ExportFile, Source, escape_glob

_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}
_INTEGERS |= {f"U{name}" for name in _INTEGERS}
_TIMESTAMPS = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}
_ZONED = {"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"}

_TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
FORMS = {
    "integer": r"-?[0-9]+(?:\.0+)?",
    "decimal": r"-?[0-9]+(?:\.[0-9]{1,5}0*)?",
    "rate": r"-?[0-9]+(?:\.[0-9]+)?",
    "boolean": r"[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[01]",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "datetime": rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[T ]{_TIME}(?:Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)?)?",
    "uuid": r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?",
}
FORM_OF_TYPE = {kind: kind for kind in FORMS} | {"posting_date": "date", "row_version": "integer"}
# Separators between the values of a row in the combined check, one per form. A value that holds
# one is caught by its cast.
_MARKS = dict(zip(FORMS, ";|/!,@#", strict=True))

_BLANK_DATES = ("0001-01-01", "1753-01-01")
BLANKS = {
    "text": "''",
    "integer": "0",
    "decimal": "0",
    "rate": "0",
    "boolean": "false",
    "date": "NULL",
    "posting_date": "DATE '0001-01-01'",
    "datetime": "NULL",
    "uuid": "NULL",
    "row_version": "NULL",
}


def literal(text: str) -> str:
    """A text as SQL string constant."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class TypedColumn:
    """How one raw column is computed from a file.

    value: SQL that fails on a bad value. text: SQL of the raw value as text, null when blank, where
    its form must be checked, else ''. is_bad: SQL that is true for a bad value and never fails.
    """

    field: Field
    value: str
    text: str = ""
    is_bad: str = "false"


def _blank_as(fld: Field, value: str) -> str:
    blank = BLANKS[fld.data_type]
    return value if blank == "NULL" else f"coalesce({value}, {blank})"


def _option(fld: Field, text: str, otherwise: str) -> str:
    """Canonical name for a name or number in any case, surrounded by spaces or not."""
    whens, loose = [], []
    for value, name in fld.options:
        if name:
            whens.append(f"WHEN {literal(name)} THEN {literal(name)}")
            loose.append(f"WHEN {literal(name.lower())} THEN {literal(name)}")
    for value, name in fld.options:
        whens.append(f"WHEN {literal(str(value))} THEN {literal(name)}")
        loose.append(f"WHEN {literal(str(value))} THEN {literal(name)}")
    blank = literal(fld.blank_option)
    return (
        f"CASE WHEN {text} IS NULL OR {text} = ' ' THEN {blank} "
        f"ELSE CASE {text} {' '.join(whens)} "
        f"ELSE CASE lower(trim({text})) WHEN '' THEN {blank} {' '.join(loose)} ELSE {otherwise} END END END"
    )


def _datetime(text: str) -> str:
    # A cast of text to TIMESTAMP ignores the offset; only values with one ('+', or a third '-') pay for the detour.
    return (
        f"CASE WHEN contains({text}, '+') OR {text} LIKE '%-%-%-%' "
        f"THEN make_timestamp(epoch_us(CAST({text} AS TIMESTAMP WITH TIME ZONE))) "
        f"ELSE CAST({text} AS TIMESTAMP) END"
    )


def _no_blank_dates(value: str, kind: str) -> str:
    for date in _BLANK_DATES:
        value = f"nullif({value}, {kind} '{date}')"
    return value


def _from_text(fld: Field, text: str) -> TypedColumn:
    if fld.data_type == "text":
        return TypedColumn(fld, f"coalesce({text}, '')")
    if fld.data_type == "option":
        if fld.keeps_unknown:
            return TypedColumn(fld, _option(fld, text, f"trim({text})"))
        strict = _option(fld, text, "error('option')")
        return TypedColumn(fld, strict, "", f"({_option(fld, text, 'NULL')}) IS NULL")
    form = FORM_OF_TYPE[fld.data_type]
    if form == "datetime":
        cast = _no_blank_dates(_datetime(text), "TIMESTAMP")
        attempt = f"TRY_CAST({text} AS TIMESTAMP)"
    elif form == "date":
        cast = _no_blank_dates(f"CAST({text} AS DATE)", "DATE")
        attempt = f"TRY_CAST({text} AS DATE)"
    else:
        cast = f"CAST({text} AS {fld.sql_type})"
        attempt = f"TRY_CAST({text} AS {fld.sql_type})"
    bad = f"{text} IS NOT NULL AND (NOT regexp_full_match({text}, {literal(FORMS[form])}) OR {attempt} IS NULL)"
    return TypedColumn(fld, _blank_as(fld, cast), text, bad)


def _decimal_fits(sql_type: str, scale: int) -> bool:
    precision, digits = (int(n) for n in sql_type[8:-1].split(","))
    return digits <= scale and precision - digits <= 38 - scale


def typed_column(fld: Field, source: Source | None, raw: str, kind: str) -> TypedColumn:
    """The SQL of one column; source is None where the file lacks it, raw is the column as read."""
    if source is None:
        if fld.data_type == "option":
            return TypedColumn(fld, literal(fld.blank_option))
        blank = BLANKS[fld.data_type]
        if fld.data_type == "boolean" and fld.missing_value:
            blank = fld.missing_value
        return TypedColumn(fld, f"CAST({blank} AS {fld.sql_type})")
    if kind == "csv":
        return _from_text(fld, raw)
    found, wanted = source.sql_type, fld.data_type
    as_text = f"nullif(CAST({raw} AS VARCHAR), '')"
    is_float = found in ("DOUBLE", "FLOAT")
    if wanted in ("integer", "row_version") and found in _INTEGERS:
        cast = f"CAST({raw} AS BIGINT)"
        return TypedColumn(fld, _blank_as(fld, cast), "", f"{raw} IS NOT NULL AND TRY_{cast} IS NULL")
    if wanted in DECIMAL_SCALES:
        fits = found.startswith("DECIMAL(") and _decimal_fits(found, DECIMAL_SCALES[wanted])
        if found in _INTEGERS or fits or is_float:
            number = as_text if is_float else raw
            cast = f"CAST({number} AS {fld.sql_type})"
            return TypedColumn(fld, _blank_as(fld, cast), "", f"{raw} IS NOT NULL AND TRY_{cast} IS NULL")
    if wanted == "boolean" and found == "BOOLEAN":
        return TypedColumn(fld, _blank_as(fld, raw))
    if wanted in ("date", "posting_date") and found == "DATE":
        return TypedColumn(fld, _blank_as(fld, _no_blank_dates(raw, "DATE")))
    if found in _ZONED:
        raw = f"make_timestamp(epoch_us({raw}))"
    if found in _TIMESTAMPS | _ZONED | {"DATE"} and wanted == "datetime":
        return TypedColumn(fld, _no_blank_dates(f"CAST({raw} AS TIMESTAMP)", "TIMESTAMP"))
    if found in _TIMESTAMPS | _ZONED and wanted in ("date", "posting_date"):
        as_text = f"regexp_replace(CAST({raw} AS VARCHAR), ' 00:00:00$', '')"
    elif wanted == "uuid" and found == "UUID":
        return TypedColumn(fld, raw)
    elif wanted in ("option", "boolean") and (is_float or found.startswith("DECIMAL(")):
        as_text = rf"regexp_replace(CAST({raw} AS VARCHAR), '\.0+$', '')"
    return _from_text(fld, as_text)


def scan(files: list[ExportFile], with_row_number: bool = False) -> str:
    """Table function call that reads files with equal signatures; columns are c0, c1, ... and filename.

    with_row_number: also file_row_number, Parquet only.
    """
    paths = ", ".join(literal(escape_glob(file.path)) for file in files)
    first = files[0]
    if first.kind == "parquet":
        number = ", file_row_number=true" if with_row_number else ""
        return (
            f"read_parquet([{paths}], filename=true, hive_partitioning=false, "
            f"union_by_name=false, binary_as_string=true{number})"
        )
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(first.column_count))
    return (
        f"read_csv([{paths}], columns={{{columns}}}, auto_detect=false, header=true, delim=',', "
        "quote='\"', escape='\\', strict_mode=true, encoding='utf-8', filename=true, hive_partitioning=false)"
    )


def typed_columns(table: Table, file: ExportFile) -> list[TypedColumn]:
    """The SQL of every raw column for files like this one."""
    result = []
    for fld in table.readable_fields:
        source = file.columns.get(fld.column_name)
        raw = ""
        if source is not None:
            raw = f"c{source.position}" if file.kind == "csv" else identifier(source.name)
        result.append(typed_column(fld, source, raw, file.kind))
    return result


def _form_check(columns: Iterable[TypedColumn]) -> str:
    """SQL condition that is true or fails; '' when nothing is read from text."""
    by_form: dict[str, list[str]] = {}
    for column in columns:
        if column.text:
            by_form.setdefault(FORM_OF_TYPE[column.field.data_type], []).append(column.text)
    if not by_form:
        return ""
    parts, patterns = [], []
    for form, texts in by_form.items():
        mark = _MARKS[form]
        parts += [f"{text}, '{mark}'" for text in texts]
        patterns.append(rf"(?:(?:{FORMS[form]})?\{mark})*")
    pattern = literal("".join(patterns))
    return f"CASE WHEN regexp_full_match(concat({', '.join(parts)}), {pattern}) THEN true ELSE error('form') END"


def select_rows(table: Table, files: list[ExportFile], root: str) -> str:
    """SELECT of all typed columns of files with equal signatures, plus source_file and row_status.

    Fails on the first value that is not what the dictionary says. row_status is 'delete_marker'
    for a systemId without SystemCreatedAt in a file that has both columns, else 'current'.
    """
    columns = typed_columns(table, files[0])
    items = [f"{column.value} AS {identifier(column.field.column_name)}" for column in columns]
    prefix = len(root.rstrip("/")) + 2
    items.append(f"substr(filename, {prefix}) AS source_file")
    check = _form_check(columns)
    status = "'current'"
    if {"system_id", "system_created_at"} <= files[0].columns.keys():
        status = "CASE WHEN system_created_at IS NULL AND system_id IS NOT NULL THEN 'delete_marker' ELSE 'current' END"
    where = f" WHERE {check}" if check else ""
    inner = f"SELECT {', '.join(items)} FROM {scan(files)}{where}"
    return f"SELECT *, {status} AS row_status FROM ({inner})"
