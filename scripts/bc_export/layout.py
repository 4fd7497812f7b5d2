"""The files of an export: folders, headers, schemas. Nothing is loaded here.

Source: the layout that the open-source exporter bc2adls writes, `<TableName>-<TableNo>/*.csv` or
`*.parquet`, once in the export root and once more in `deltas/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from .dictionary import DECIMAL_SCALES, Table
from .faults import Fault, printable

HEADER_LIMIT = 1 << 20
_COMPRESSED = {".gz", ".zip", ".zst", ".bz2", ".xz", ".7z"}
CHUNK = 1 << 22
BOM = b"\xef\xbb\xbf"
_NOT_CSV = {
    b"PAR1": ("the file is Parquet, not CSV", "Name it .parquet"),
    b"PK\x03\x04": ("the file is a zip file or an Excel workbook, not CSV", "Unpack it, or export CSV"),
    b"\x1f\x8b": ("the file is compressed (gzip), which is not read", "Unpack it"),
}
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
RAW_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^",][^,]*|)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

EXPORT_AGAIN = "Export the file again"
EXPORT_UTF8 = f"{EXPORT_AGAIN}, as UTF-8"


@dataclass(frozen=True)
class Source:
    """Where a field stands in a file: position (0-based), name there, DuckDB type there."""

    position: int
    name: str
    sql_type: str = "VARCHAR"


@dataclass(frozen=True)
class ExportFile:
    """One data file: absolute path, path relative to the export root, and its columns.

    columns maps raw column names to their Source; rows is known beforehand for Parquet only.
    size (bytes) and mtime_ns are as first seen, to notice a file that changes while it is read.
    """

    path: str
    relative: str
    kind: str
    size: int
    mtime_ns: int
    columns: dict[str, Source] = field(hash=False)
    column_count: int
    newline: str = "\n"
    rows: int | None = None

    @property
    def signature(self) -> tuple:
        """Files with equal signatures can be read together."""
        sources = tuple(sorted((c, s.position, s.name, s.sql_type) for c, s in self.columns.items()))
        return self.kind, self.newline, self.column_count, sources


@dataclass
class TableFiles:
    """A table of the dictionary and what the export holds of it."""

    table: Table
    is_exported: bool = False
    files: list[ExportFile] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes in all files."""
        return sum(f.size for f in self.files)

    @property
    def groups(self) -> list[list[ExportFile]]:
        """Files that can be read together, largest group first."""
        groups: dict[tuple, list[ExportFile]] = {}
        for file in self.files:
            groups.setdefault(file.signature, []).append(file)
        return sorted(groups.values(), key=lambda g: (-sum(f.size for f in g), g[0].relative))


@dataclass
class Layout:
    """All tables of an export, with the faults and warnings that can be seen without loading."""

    root: str
    tables: list[TableFiles] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)

    def warn(self, table: Table, column: str, file: str, message: str) -> None:
        """Add a row of raw.export_warning."""
        row = {"source_table": table.source_table, "column_name": column, "source_file": file}
        self.warnings.append({**row, "message": message})


def unescape(text: str) -> str:
    """Text of a quoted CSV field without its escapes."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def split_line(line: str) -> list[str | None]:
    """Fields of one CSV line without its line end; None for a field that is not well formed.

    A malformed field ends the list, since nothing behind it can be told apart.
    """
    fields: list[str | None] = []
    at = 0
    while True:
        match = RAW_FIELD.match(line, at)
        if match is None or (match.end() < len(line) and line[match.end()] != ","):
            return [*fields, None]
        fields.append(unescape(match[1]) if match[1] is not None else match[2])
        if match.end() == len(line):
            return fields
        at = match.end() + 1


def _folders(parent: Path) -> Iterator[Path]:
    return (entry for entry in sorted(parent.iterdir()) if entry.is_dir())


def _match_columns(
    table: Table, names: list[str], types: list[str], relative: str, faults: list[Fault]
) -> dict[str, Source]:
    """Find the dictionary's columns among a file's columns and note what is missing or double."""
    positions: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        positions.setdefault(name.strip().lower(), []).append(position)
    found: dict[str, Source] = {}
    for fld in table.readable_fields:
        keys = {fld.export_name.lower(), fld.bare_name.lower()}
        hits = sorted(p for key in keys for p in positions.get(key, []))
        if len(hits) > 1:
            shown = ", ".join(names[p] for p in hits)
            faults.append(
                Fault(
                    f"the header names this column {len(hits)} times ({printable(shown)})",
                    "Keep one of them",
                    table,
                    fld.export_name,
                    relative,
                )
            )
        elif hits:
            found[fld.column_name] = Source(hits[0], names[hits[0]], types[hits[0]])
        elif fld.is_required:
            faults.append(
                Fault(
                    "this required column is missing",
                    "Add the field to the exporter's table setup and export the table again",
                    table,
                    fld.export_name,
                    relative,
                )
            )
    if not found.keys() - {"company"}:
        problem = "the file has no column of this table"
        advice = "Its first line must be a header with names such as"
        example = table.fields[0].export_name
        faults.append(Fault(problem, f"{advice} {example}", table, file=relative))
    return found


def _separator(table: Table, header: str) -> str:
    """A comma, if it finds a column of the table in a header, else the separator that finds most."""
    known = {name.lower() for f in table.readable_fields for name in (f.export_name, f.bare_name)}

    def hits(separator: str) -> int:
        return len(known & {name.strip().strip('"').strip().lower() for name in header.split(separator)})

    return "," if hits(",") else max(_SEPARATORS, key=hits)


def _read_header(path: Path) -> tuple[bytes, bytes]:
    """First line of a CSV file (with its line end) and the start of its last line."""
    with path.open("rb") as stream:
        header = stream.readline(HEADER_LIMIT)
        end = stream.seek(0, 2)
        stream.seek(max(0, end - HEADER_LIMIT))
        tail = stream.read()
    return header, tail[tail.rfind(b"\n") + 1 :]


def _csv_file(layout: Layout, table: Table, path: Path, relative: str) -> ExportFile | None:
    def fault(problem: str, advice: str = EXPORT_AGAIN, row: int | None = None) -> None:
        layout.faults.append(Fault(problem, advice, table, file=relative, row=row))

    stat = path.stat()
    header, tail = _read_header(path)
    for mark, (problem, advice) in _NOT_CSV.items():
        if header.startswith(mark):
            return fault(problem, advice)
    if header[:2] in (b"\xff\xfe", b"\xfe\xff") or header[:2].count(0) == 1:
        return fault("the file is UTF-16, not UTF-8", EXPORT_UTF8)
    body = header.removeprefix(BOM)
    if not body.strip():
        return fault("the file is empty, it has no header row" if not body else "the header row is blank")
    if len(header) >= HEADER_LIMIT:
        return fault("the header row is longer than 1 MB")
    newline = "\r\n" if body.endswith(b"\r\n") else "\n"
    try:
        text = body.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        return fault("the header row is not UTF-8 text", EXPORT_UTF8, 1)
    if (separator := _separator(table, text)) != ",":
        problem = f"the columns are separated by {_SEPARATORS[separator]}, not by commas"
        return fault(problem, f"{EXPORT_AGAIN}, with commas, as bc2adls writes it", 1)
    names = split_line(text)
    if None in names or any("\r" in name for name in names if name):
        return fault("the header row is not well formed", EXPORT_AGAIN, 1)
    before = len(layout.faults)
    columns = _match_columns(table, names, ["VARCHAR"] * len(names), relative, layout.faults)
    if len(layout.faults) > before:
        return None
    # Of a last line without line end DuckDB accepts cuts that it cannot know of.
    if tail and tail != header:
        last = split_line(tail.decode("utf-8", "replace").removesuffix("\r"))
        quoted = {f.column_name for f in table.readable_fields if f.data_type in ("text", "option")}
        ends_in_text = any(columns[c].position == len(names) - 1 for c in quoted & columns.keys())
        is_cut = ends_in_text and tail.endswith(b",")
        if None in last or len(last) != len(names) or is_cut:
            advice = "The file was cut off while it was written or copied: export it again"
            return fault("the last row is not complete", advice, None)
        layout.warn(table, "", relative, "The last row has no line end; check that the file is complete.")
    return ExportFile(
        path.as_posix(), relative, "csv", stat.st_size, stat.st_mtime_ns, columns, len(names), newline
    )


def _parquet_file(
    layout: Layout, table: Table, path: Path, relative: str, scratch: duckdb.DuckDBPyConnection
) -> ExportFile | None:
    stat = path.stat()
    pattern = [escape_glob(path.as_posix())]
    try:
        schema = scratch.execute(
            "SELECT name, duckdb_type, num_children, type FROM parquet_schema(?)", [pattern]
        ).fetchall()
        query = "SELECT num_rows FROM parquet_file_metadata(?)"
        rows = scratch.execute(query, [pattern]).fetchone()[0]
    except duckdb.Error:
        problem = "the file is not a readable Parquet file"
        if stat.st_size == 0:
            problem = "the file is empty"
        layout.faults.append(Fault(problem, EXPORT_AGAIN, table, file=relative))
        return None
    names, types = [], []
    pending = [schema[0][2] or 0]
    for name, duckdb_type, children, _ in schema[1:]:
        if len(pending) == 1:
            names.append(name)
            types.append("nested" if children else duckdb_type)
        pending[-1] -= 1
        if children:
            pending.append(children)
        while len(pending) > 1 and pending[-1] == 0:
            pending.pop()
    before = len(layout.faults)
    columns = _match_columns(table, names, types, relative, layout.faults)
    for fld in table.readable_fields:
        source = columns.get(fld.column_name)
        if source is None:
            continue
        if source.sql_type == "nested":
            problem, advice = "the column holds lists or structures", "Export plain values"
            layout.faults.append(Fault(problem, advice, table, source.name, relative))
        elif source.sql_type in ("DOUBLE", "FLOAT") and fld.data_type in DECIMAL_SCALES:
            scale = DECIMAL_SCALES[fld.data_type]
            message = (
                f"The column is floating point ({source.sql_type}); its values were read through their "
                f"shortest text and rounded to {scale} decimals. Export decimals instead."
            )
            layout.warn(table, source.name, relative, message)
    if len(layout.faults) > before:
        return None
    return ExportFile(
        path.as_posix(), relative, "parquet", stat.st_size, stat.st_mtime_ns, columns, len(names), rows=rows
    )


def escape_glob(path: str) -> str:
    """A path in which DuckDB finds no wildcard."""
    return re.sub(r"([*?\[])", r"[\1]", path)


def read_layout(
    export_path: str, tables: tuple[Table, ...], scratch: duckdb.DuckDBPyConnection
) -> Layout:
    """List the files of an export and match their columns with the dictionary.

    scratch is any connection; only Parquet footers are read through it. Faults are collected in
    the result, none is raised.
    """
    root = Path(export_path).resolve()
    layout = Layout(root.as_posix(), [TableFiles(table) for table in tables])
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        problem = f"the export folder {printable(export_path, 300)} {what}"
        layout.faults.append(Fault(problem, "Set BC_EXPORT_PATH to the folder that the exporter writes"))
        return layout
    by_folder = {n.lower(): t for t in layout.tables for n in t.table.folder_names}
    folders = _table_folders(root, by_folder)
    if not folders:
        layout.faults.append(_no_table_fault(root, export_path, by_folder))
        return layout
    for folder in folders:
        entry = by_folder[folder.name.lower()]
        entry.is_exported = True
        for path in sorted(folder.iterdir()):
            kind = path.suffix.lower().removeprefix(".")
            relative = path.relative_to(root).as_posix()
            if kind not in ("csv", "parquet") or not path.is_file():
                _note_unread(layout, entry.table, path, relative)
                continue
            try:
                if kind == "csv":
                    file = _csv_file(layout, entry.table, path, relative)
                else:
                    file = _parquet_file(layout, entry.table, path, relative, scratch)
            except OSError as error:
                problem = f"the file cannot be opened ({error.strerror})"
                advice = "Check that it exists and may be read"
                layout.faults.append(Fault(problem, advice, entry.table, file=relative))
                continue
            if file is not None:
                entry.files.append(file)
    _check_presence(layout)
    return layout


def _table_folders(root: Path, by_folder: dict[str, TableFiles]) -> list[Path]:
    """The folders of tables in an export's folder and in its folder of deltas."""
    parents = [root, *(f for f in _folders(root) if f.name.lower() == "deltas")]
    return [folder for parent in parents for folder in _folders(parent) if folder.name.lower() in by_folder]


def _no_table_fault(root: Path, export_path: str, by_folder: dict[str, TableFiles]) -> Fault:
    """A folder without any table is most likely one level off: says which folder beside it has some."""
    problem = f"the export folder {printable(export_path, 300)} has no folder of a table, such as ValueEntry-5802"
    nearby = [root.parent] if root.name.lower() in by_folder else _folders(root)
    found = next((folder for folder in nearby if _table_folders(folder, by_folder)), None)
    advice = printable(str(found), 300) if found else "the folder that the exporter writes"
    return Fault(problem, f"Set BC_EXPORT_PATH to {advice}")


def _note_unread(layout: Layout, table: Table, path: Path, relative: str) -> None:
    """What lies in the folder of a table and is not read; the markers of data lakes (_SUCCESS, .crc) aside."""
    if path.name.startswith(("_", ".")):
        return
    if path.suffix.lower() in _COMPRESSED:
        problem = "the file is compressed, which is not read"
        layout.faults.append(Fault(problem, "Unpack it, or take it out of the folder", table, file=relative))
        return
    what = "folder within the folder of a table" if path.is_dir() else "file that is neither .csv nor .parquet"
    layout.warn(table, "", relative, f"A {what} was not read.")


def _check_presence(layout: Layout) -> None:
    faulty = {fault.table.source_table for fault in layout.faults if fault.table}
    for entry in layout.tables:
        table = entry.table
        if entry.files or table.source_table in faulty:
            continue
        folder = table.folder_names[0]
        if table.is_required:
            problem = f"this required table is missing: no file in folder {folder}"
            layout.faults.append(Fault(problem, "Add the table to the exporter and export it", table))
        elif entry.is_exported:
            layout.warn(table, "", folder, "The folder holds no CSV or Parquet file; the table is empty.")


def count_rows(file: ExportFile) -> int:
    """Data rows of a file, counted without parsing it.

    Parquet: from the footer. CSV: line ends in the bytes, less the header; exact because text never
    holds a line end. Blank lines count here.
    """
    if file.rows is not None:
        return file.rows
    lines = 0
    last = b"\n"
    with open(file.path, "rb", buffering=0) as stream:
        while chunk := stream.read(CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n") - 1


def count_blank_lines(file: ExportFile) -> int:
    """Blank lines of a CSV file, which are no rows. Slower than count_rows; only asked when in doubt."""
    if file.kind != "csv":
        return 0
    with open(file.path, "rb") as stream:
        return sum(1 for line in stream if line in (b"\n", b"\r\n"))


def has_changed(file: ExportFile) -> bool:
    """Whether the file is gone or differs in size or time from when it was first seen."""
    try:
        stat = Path(file.path).stat()
    except OSError:
        return True
    return (stat.st_size, stat.st_mtime_ns) != (file.size, file.mtime_ns)
