"""The loader: every kind of fault is one readable error that names the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from exports import (
    fields_of,
    required_columns,
    system,
    write_csv,
    write_parquet,
    write_required,
)
from test_bc_export import load

from bc_export import ExportError, diagnosis, loading


def message(root: Path, *only: str, companies=None) -> str:
    """The text of the one error that loading raises; checked for what no message may hold."""
    with pytest.raises(ExportError) as caught:
        load(root, *only, companies=companies)
    text = str(caught.value)
    for word in ("Traceback", "Invalid Input", "Conversion Error", "LINE 1", "duckdb."):
        assert word not in text
    return text


def value_entry(root: Path, body: str, header: str = "", file: str = "a.csv") -> Path:
    """A value entry file with the required columns and a text body below the header."""
    path = write_csv(root, "value_entry", [], file=file)
    path.write_text((header or path.read_text()) + body, encoding="utf-8")
    return path


def row(number: object = 1, **values: str) -> str:
    """One CSV line of required value entry columns; values are written as they are."""
    cells = {"value_entry_no": str(number)} | values
    return ",".join(cells.get(c, "") for c in required_columns("value_entry")) + "\n"


def test_missing_folder(tmp_path):
    text = message(tmp_path / "nowhere")
    assert "nowhere does not exist" in text
    assert "BC_EXPORT_PATH" in text


def test_file_instead_of_a_folder(tmp_path):
    path = value_entry(tmp_path, row(1))
    text = message(path)
    assert f"the export folder {path} is a file, not a folder. Set BC_EXPORT_PATH" in text


@pytest.mark.parametrize("given", ["companies", "companies/export/Item-27"])
def test_a_folder_one_level_off_names_the_right_one(tmp_path, given):
    export = write_required(tmp_path / "companies" / "export")
    text = message(tmp_path / given)
    assert "1 fault" in text
    assert f"has no folder of a table, such as ValueEntry-5802. Set BC_EXPORT_PATH to {export}" in text


def test_a_folder_without_any_table(tmp_path):
    text = message(tmp_path)
    assert "1 fault" in text
    assert f"{tmp_path} has no folder of a table, such as ValueEntry-5802. Set BC_EXPORT_PATH to the folder" in text


def test_every_missing_required_table_is_named(tmp_path):
    write_required(tmp_path, except_for=("value_entry", "gl_account"))
    text = message(tmp_path)
    assert "2 faults" in text
    assert "Table Value Entry: this required table is missing: no file in folder ValueEntry-5802" in text
    assert "Table G/L Account" in text


def test_missing_required_column_names_table_column_and_file(tmp_path):
    columns = [c for c in required_columns("value_entry") if c != "cost_amount_actual"]
    write_csv(tmp_path, "value_entry", [], columns=columns)
    text = message(tmp_path, "value_entry")
    assert "Table Value Entry, column CostAmountActual-43, file ValueEntry-5802/a.csv" in text


@pytest.mark.parametrize("double", ["EntryNo-1", "EntryNo"])
def test_column_named_twice(tmp_path, double):
    write_csv(tmp_path, "value_entry", [], columns=[*required_columns("value_entry"), double])
    text = message(tmp_path, "value_entry")
    assert "column EntryNo-1" in text
    assert "2 times" in text


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value_entry_no", "1.5"),
        ("value_entry_no", "abc"),
        ("value_entry_no", "99999999999999999999"),
        ("cost_amount_actual", "1.234567"),
        ("cost_amount_actual", "1e5"),
        ("cost_amount_actual", "1.5e-7"),
        ("cost_amount_actual", '"1,5"'),
        ("cost_amount_actual", "1|2"),
        ("cost_amount_actual", "1234567890123456789012345678901234567"),
        ("cost_amount_actual", "NaN"),
        ("posting_date", "2026-02-30"),
        ("posting_date", "2026-02-29"),
        ("posting_date", "31.01.2026"),
        ("posting_date", "infinity"),
        ("valuation_date", "epoch"),
        ("entry_type", '"No Such Type"'),
        ("entry_type", "99"),
    ],
)
def test_bad_value_names_row_value_and_key(tmp_path, column, value):
    good = row(5, posting_date="2024-02-29", valuation_date="2026-01-31")
    number = value if column == "value_entry_no" else "77"
    value_entry(tmp_path, good + row(number, **{column: value}))
    name = fields_of("value_entry")[column]["export_name"]
    text = message(tmp_path, "value_entry")
    place = f"Table Value Entry, column {name}, file ValueEntry-5802/a.csv, row 3"
    assert f"{place}: '{value.strip(chr(34))}' is not" in text
    assert f"Entry No. {number}" in text
    assert "1 fault." in text


def test_all_faults_of_all_tables_are_in_one_error(tmp_path):
    write_required(tmp_path, except_for=("value_entry",))
    value_entry(tmp_path, row(1, posting_date="x") + row("y"))
    value_entry(tmp_path, row(2, entry_type='"z"'), file="b.csv")
    path = write_csv(tmp_path, "gl_account", [{"gl_account_no": "1"}], file="b.csv")
    path.write_bytes(path.read_bytes() + b'"\xff"\n')
    write_csv(tmp_path, "item", [{"item_no": "1", "company": "C"}] * 2, file="b.csv")
    text = message(tmp_path)
    assert "5 faults" in text
    assert "file ValueEntry-5802/a.csv, row 2: 'x'" in text
    assert "file ValueEntry-5802/a.csv, row 3: 'y'" in text
    assert "file ValueEntry-5802/b.csv, row 2: 'z'" in text
    assert "Table G/L Account, file GLAccount-15/b.csv, row 3: the row is not UTF-8 text" in text
    assert "Table Item, column No-1, file Item-27/b.csv: the key '1' is there 2 times" in text


def test_header_faults_do_not_hide_bad_values(tmp_path):
    write_required(tmp_path, except_for=("value_entry", "item"))
    value_entry(tmp_path, row(1, posting_date="x"))
    text = message(tmp_path)
    assert "2 faults" in text
    assert "Table Item: this required table is missing" in text
    assert "'x' is not a date" in text


def test_many_faults_are_cut_short(tmp_path):
    value_entry(tmp_path, "".join(row(n, posting_date="x") for n in range(50)))
    text = message(tmp_path, "value_entry")
    assert "50 faults" in text
    assert "and 30 more in table Value Entry, column PostingDate-3" in text
    assert len(text.splitlines()) == 22


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1,2\n", "the row has 2 fields, the header"),
        (row(1).replace("\n", ",,x\n"), "fields, the header"),
        (row(1, item_no='"abc'), "row 2: the text in field 2"),
        (row(1, item_no='"a""b"'), "row 2: the text in field 2"),
        (row(1, item_no='"a\nb"'), "row 2: the text in field 2"),
        (row(1) + row(2)[:20], "the last row is not complete"),
        (row(1) + '2,"abc\\', "the last row is not complete"),
        (row(1) + row(2, capacity_ledger_entry_no="5").replace("\n", "\r\n") + row(3), "mixed"),
    ],
)
def test_malformed_rows(tmp_path, body, expected):
    path = value_entry(tmp_path, "")
    path.write_bytes(path.read_bytes() + body.encode())
    text = message(tmp_path, "value_entry")
    assert "file ValueEntry-5802/a.csv" in text
    assert expected in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the file is empty, it has no header row"),
        (b"\xef\xbb\xbf", "the file is empty, it has no header row"),
        (b"\n\n", "the header row is blank"),
        ("EntryNo-1\n1\n".encode("utf-16"), "UTF-16"),
        ("EntryNo-1\n1\n".encode("utf-16-le"), "UTF-16"),
        (b"PAR1\x15\x04\n", "the file is Parquet, not CSV. Name it .parquet"),
        (b"PK\x03\x04\n", "the file is a zip file or an Excel workbook, not CSV"),
        (b"\x1f\x8b\x08\n", "the file is compressed (gzip)"),
        (b'1,"abc",2026-01-31\n', "no column of this table"),
        (b'"EntryNo-1,ItemNo-2\n', "the header row is not well formed"),
        (b"Entry\xff\n", "row 1: the header row is not UTF-8 text. Export the file again, as UTF-8"),
    ],
)
def test_bad_headers(tmp_path, content, expected):
    path = tmp_path / "ValueEntry-5802" / "a.csv"
    path.parent.mkdir()
    path.write_bytes(content)
    text = message(tmp_path, "value_entry")
    assert "Table Value Entry" in text
    assert "file ValueEntry-5802/a.csv" in text
    assert expected in text


@pytest.mark.parametrize(
    ("separator", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars"), ('";"', "semicolons")]
)
def test_other_separator_than_the_comma(tmp_path, separator, name):
    path = value_entry(tmp_path, row(1))
    quote = separator[0] if separator[0] == '"' else ""
    lines = [quote + line.replace(",", separator) + quote for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = message(tmp_path, "value_entry")
    assert "1 fault." in text
    place = "Table Value Entry, file ValueEntry-5802/a.csv, row 1"
    assert f"{place}: the columns are separated by {name}, not by commas. Export the file again, with commas" in text


def test_names_of_other_columns_may_hold_separators(tmp_path):
    path = value_entry(tmp_path, row(1))
    header, body = path.read_text().splitlines()
    path.write_text(f"{header},a;b;c|d|e\n{body},1;2\n", encoding="utf-8")
    assert load(tmp_path, "value_entry")


def test_not_utf8_and_control_characters_are_shown_safely(tmp_path):
    path = value_entry(tmp_path, row(1, posting_date='"\x1b[31m\u202ex' + "y" * 100 + '"'))
    path.write_bytes(path.read_bytes() + row(2, item_no='"Z"').encode().replace(b"Z", b"\xfc"))
    text = message(tmp_path, "value_entry")
    assert "\x1b" not in text
    assert "\\x1b[31m\\u202ex" in text
    assert "characters)" in text
    assert "row 3: the row is not UTF-8 text. Export the file again, as UTF-8" in text


@pytest.mark.parametrize("content", [b"", b"PAR1", b"not parquet at all" * 100])
def test_unreadable_parquet(tmp_path, content):
    path = tmp_path / "ValueEntry-5802" / "a.parquet"
    path.parent.mkdir()
    path.write_bytes(content)
    text = message(tmp_path, "value_entry")
    assert "Table Value Entry, file ValueEntry-5802/a.parquet" in text


def test_damaged_parquet_pages(tmp_path):
    names = ", ".join(f"md5(i::VARCHAR || '{c}') AS {c}" for c in required_columns("item"))
    path = write_parquet(tmp_path, "item", f"SELECT {names} FROM range(5000) AS t(i)")
    data = bytearray(path.read_bytes())
    data[200:3000] = os.urandom(2800)
    path.write_bytes(data)
    assert "file Item-27/a.parquet" in message(tmp_path, "item")


def test_bad_values_in_parquet(tmp_path):
    columns = required_columns("value_entry")
    values = {"value_entry_no": "i", "posting_date": "'2026-13-01'", "entry_type": "99", "valued_quantity": "1.234567"}
    items = ", ".join(f"{values.get(c, 'NULL::VARCHAR')} AS {c}" for c in columns)
    write_parquet(tmp_path, "value_entry", f"SELECT {items} FROM range(30) AS t(i)")
    text = message(tmp_path, "value_entry")
    assert "90 faults" in text
    assert "column EntryType-105, file ValueEntry-5802/a.parquet, row 1: '99' is not one of" in text
    assert "(Entry No. 0)" in text
    assert "and 10 more in table Value Entry, column PostingDate-3" in text


def test_nested_parquet_column(tmp_path):
    items = ", ".join(f"{'[1]' if c == 'item_no' else 'NULL'} AS {c}" for c in required_columns("item"))
    write_parquet(tmp_path, "item", f"SELECT {items}")
    assert "lists or structures" in message(tmp_path, "item")


def test_duplicate_keys_without_system_columns(tmp_path):
    data = [{"value_entry_no": n, "company": c} for n in (1, 2, 2) for c in ("A", "a")]
    write_csv(tmp_path, "value_entry", data)
    write_csv(tmp_path, "value_entry", data[:1], file="b.csv", delta=True)
    text = message(tmp_path, "value_entry")
    assert "3 faults" in text
    assert "column EntryNo-1, file ValueEntry-5802/a.csv, deltas/ValueEntry-5802/b.csv" in text
    assert "the key '2' is there 2 times in rows without systemId (company 'a')" in text


def test_row_without_system_id_cannot_be_settled(tmp_path):
    data = [{"value_entry_no": 1} | system(1), {"value_entry_no": 1} | system(2, system_id=None)]
    write_csv(tmp_path, "value_entry", data)
    assert "the key '1' is there 2 times" in message(tmp_path, "value_entry")


def test_listed_company_that_is_nowhere(tmp_path):
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 1, "company": c} for c in ("A", "B")])
    text = message(tmp_path, "value_entry", companies=["A", "b"])
    assert "company 'b' is nowhere in the export, which holds: 'A', 'B'" in text


@pytest.mark.parametrize("what", ["grown", "gone"])
def test_file_that_changes_while_it_is_read(tmp_path, monkeypatch, what):
    path = value_entry(tmp_path, row(1))
    read = loading.select_rows

    def change_first(*arguments):
        if what == "gone":
            path.unlink(missing_ok=True)
        else:
            path.write_text(path.read_text() + row(2))
        return read(*arguments)

    monkeypatch.setattr(loading, "select_rows", change_first)
    text = message(tmp_path, "value_entry")
    assert "Table Value Entry, file ValueEntry-5802/a.csv" in text
    assert "changed or disappeared" in text


def test_row_longer_than_duckdb_reads(tmp_path):
    value_entry(tmp_path, row(1, item_no='"' + "x" * (diagnosis.LINE_LIMIT + 1) + '"'))
    assert "row 2: the row is longer than" in message(tmp_path, "value_entry")


def test_other_errors_are_not_blamed_on_the_export(tmp_path, monkeypatch):
    value_entry(tmp_path, row(1))
    monkeypatch.setattr(loading, "select_rows", lambda *_: "SELECT error('disk full')")
    with pytest.raises(Exception, match="disk full") as caught:
        load(tmp_path, "value_entry")
    assert not isinstance(caught.value, ExportError)


def test_compressed_file(tmp_path):
    path = write_csv(tmp_path, "value_entry", [{"value_entry_no": 1}])
    (path.parent / "b.csv.gz").write_bytes(b"x")
    text = message(tmp_path, "value_entry")
    assert "ValueEntry-5802/b.csv.gz" in text
    assert "compressed" in text
