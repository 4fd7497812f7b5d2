"""The loader: types, files, upserts, samples."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import duckdb
import pytest
from exports import (
    FIELDS,
    OPTIONS,
    SHARED,
    TABLE_NO,
    TABLES,
    fields_of,
    required_columns,
    system,
    write_csv,
    write_parquet,
    write_required,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bc_export import ExportError, load_export

PROPERTY = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def load(root: Path, *only: str, connection=None, companies=None):
    """Load the named tables (all if none is named); returns the connection."""
    connection = connection or duckdb.connect()
    tables = [row for row in TABLES if not only or row["source_table"] in only]
    numbers = {row["table_no"] for row in tables}
    fields = [row for row in FIELDS if row["table_no"] in numbers]
    load_export(connection, str(root), tables, fields, OPTIONS, companies)
    return connection


def rows(connection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


def column(connection, source_table: str, name: str, order: str = "ALL") -> list:
    return [r[0] for r in rows(connection, f"SELECT {name} FROM raw.{source_table} ORDER BY {order}")]


# ---- types -----------------------------------------------------------------------------------


def test_every_table_of_the_dictionary_exists_with_its_columns(tmp_path):
    connection = load(write_required(tmp_path))
    for table in TABLES:
        found = rows(connection, f"DESCRIBE raw.{table['source_table']}")
        names = [r[0] for r in found]
        assert names[:2] == ["company_no", "company"]
        assert names[2:-7] == list(fields_of(table["source_table"]))
        assert names[-7:] == [
            "system_id",
            "system_created_at",
            "system_created_by",
            "system_modified_at",
            "row_version",
            "source_file",
            "row_status",
        ]
        assert ("system_id", "UUID") in [r[:2] for r in found]
    exported = dict(rows(connection, "SELECT source_table, is_exported FROM raw.export_table"))
    assert exported["value_entry"] is True
    assert exported["job"] is False


def test_blank_values_and_missing_columns(tmp_path):
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 7}])
    connection = load(tmp_path, "value_entry")
    query = (
        "SELECT item_no, description, posting_date, valuation_date, cost_amount_actual, "
        "cost_per_unit, item_ledger_entry_type, entry_type, inventoriable, drop_shipment, "
        "document_type, document_date, system_id, company, company_no, row_status FROM raw.value_entry"
    )
    assert rows(connection, query) == [
        ("", "", datetime.date(1, 1, 1), None, 0, 0, "", "Direct Cost", True, False)
        + ("", None, None, "", 1, "current")
    ]


def test_blank_dates_read_as_null(tmp_path):
    values = [datetime.date(1753, 1, 1), datetime.date(1, 1, 1), None]
    data = [{"value_entry_no": i, "valuation_date": v, "posting_date": v} for i, v in enumerate(values)]
    # Python drops leading zeros of the year nowhere: 0001-01-01 is what the exporter writes.
    write_csv(tmp_path, "value_entry", data)
    connection = load(tmp_path, "value_entry")
    assert column(connection, "value_entry", "valuation_date") == [None] * 3
    assert column(connection, "value_entry", "posting_date") == [datetime.date(1, 1, 1)] * 3


def test_datetimes_are_utc(tmp_path):
    path = write_csv(tmp_path, "item_application_entry", [], columns=["item_application_entry_no", "creation_date"])
    path.write_text(
        "EntryNo-1,CreationDate-25\n1,2026-01-31T07:00:09.333Z\n2,2026-01-31T08:00:09.333+01:00\n"
        "3,2026-01-31 07:00:09.333\n4,\n5,1753-01-01T00:00:00Z\n"
    )
    connection = load(tmp_path, "item_application_entry")
    seven = datetime.datetime(2026, 1, 31, 7, 0, 9, 333000)
    found = column(connection, "item_application_entry", "creation_date", "item_application_entry_no")
    assert found == [seven, seven, seven, None, None]


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from('\\",;|\' 0\tÄß€'),
        st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\x00"),
    ),
    max_size=20,
)
DECIMALS = st.decimals(min_value=-(10**18), max_value=10**18, places=5)
RATES = st.decimals(min_value=-(10**15), max_value=10**15, places=10)
DATES = st.dates(min_value=datetime.date(1754, 1, 1), max_value=datetime.date(9998, 12, 31))


@PROPERTY
@given(
    data=st.lists(st.tuples(TEXTS, DECIMALS, RATES, DATES, st.booleans()), max_size=20),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
)
def test_values_survive_csv(tmp_path, data, newline, bom):
    names = ["description", "cost_amount_actual", "cost_per_unit", "valuation_date", "drop_shipment"]
    written = [
        {"value_entry_no": i, "company": "C"} | dict(zip(names, row, strict=True))
        for i, row in enumerate(data)
    ]
    columns = [*required_columns("value_entry"), "description", "cost_per_unit", "drop_shipment", "company"]
    write_csv(tmp_path, "value_entry", written, columns=columns, newline=newline, bom=bom)
    connection = load(tmp_path, "value_entry")
    query = f"SELECT {', '.join(names)} FROM raw.value_entry ORDER BY value_entry_no"
    assert rows(connection, query) == data


@pytest.mark.parametrize("text", ["abc\\", '"', '\\"', 'a"', "\\\\", "a,b", "Ünïcode €", "000100", " x "])
def test_text_is_read_exactly_also_as_last_column(tmp_path, text):
    columns = [*required_columns("item"), "description"]
    write_csv(tmp_path, "item", [{"item_no": "1", "description": text}], columns=columns)
    assert column(load(tmp_path, "item"), "item", "description") == [text]


def test_options_by_name_and_number_mixed(tmp_path):
    names = ["Positive Adjmt.", " positive adjmt. ", "2", "", " ", "7", None]
    data = [{"value_entry_no": i, "item_ledger_entry_type": n} for i, n in enumerate(names)]
    data[2]["item_ledger_entry_type"] = 2
    data[5]["item_ledger_entry_type"] = 7
    write_csv(tmp_path, "value_entry", data[:4])
    write_csv(tmp_path, "value_entry", data[4:], file="b.csv")
    select = "SELECT * FROM (VALUES (7, 8), (8, 7), (9, NULL)) AS t(value_entry_no, item_ledger_entry_type)"
    others = ", ".join(
        f"NULL::VARCHAR AS {c}"
        for c in required_columns("value_entry")
        if c not in ("value_entry_no", "item_ledger_entry_type")
    )
    write_parquet(tmp_path, "value_entry", f"SELECT *, {others} FROM ({select})")
    connection = load(tmp_path, "value_entry")
    found = column(connection, "value_entry", "item_ledger_entry_type", "value_entry_no")
    assert found == ["Positive Adjmt."] * 3 + [""] * 4 + ["Assembly Consumption", "", ""]


@pytest.mark.parametrize("text", ["TRUE", "True", "1"])
def test_booleans_in_any_case(tmp_path, text):
    path = write_csv(tmp_path, "job_wip_entry", [])
    path.write_text(f"EntryNo-1,Reverse-14\n1,{text}\n2,false\n3,0\n4,\n")
    reverse = next(c for c, r in fields_of("job_wip_entry").items() if r["data_type"] == "boolean")
    name = fields_of("job_wip_entry")[reverse]["export_name"]
    path.write_text(f"EntryNo-1,{name}\n1,{text}\n2,FALSE\n3,0\n4,\n")
    found = column(load(tmp_path, "job_wip_entry"), "job_wip_entry", reverse, "job_wip_entry_no")
    assert found == [True, False, False, False]


def test_an_unknown_option_that_no_rule_reads_is_kept_and_listed(tmp_path):
    values = [" Allocation ", "77", "sales invoice", "", "Allocation"]
    write_csv(tmp_path, "value_entry", [{"value_entry_no": n, "document_type": v} for n, v in enumerate(values)])
    connection = load(tmp_path, "value_entry")
    found = column(connection, "value_entry", "document_type", "value_entry_no")
    assert found == ["Allocation", "77", "Sales Invoice", "", "Allocation"]
    warnings = rows(connection, "SELECT column_name, message FROM raw.export_warning WHERE message LIKE 'Options%'")
    assert [name for name, _ in warnings] == ["DocumentType-79"]
    assert "'77', 'Allocation'." in warnings[0][1]


def test_rates_may_have_any_number_of_decimals(tmp_path):
    texts = ["0.33333333333333333333", "-1234567890123456.66666666665", "2"]
    write_csv(tmp_path, "value_entry", [{"value_entry_no": n, "cost_per_unit": Decimal(t)} for n, t in enumerate(texts)])
    write_parquet(tmp_path, "item", "SELECT 'X' AS item_no, 2.00000000005::DECIMAL(38, 20) AS unit_cost, "
        + ", ".join(f"NULL::VARCHAR AS {c}" for c in required_columns("item") if c != "item_no"))
    connection = load(tmp_path, "value_entry", "item")
    assert column(connection, "value_entry", "cost_per_unit", "value_entry_no") == [
        Decimal("0.3333333333"), Decimal("-1234567890123456.6666666667"), Decimal("2"),
    ]
    assert column(connection, "item", "unit_cost") == [Decimal("2.0000000001")]


def test_trailing_zeros_are_no_decimals(tmp_path):
    data = [{"value_entry_no": 1, "cost_amount_actual": Decimal("1.2345600000")}]
    write_csv(tmp_path, "value_entry", data)
    assert column(load(tmp_path, "value_entry"), "value_entry", "cost_amount_actual") == [Decimal("1.23456")]


# ---- files -----------------------------------------------------------------------------------


def test_bare_column_names_and_bare_folder(tmp_path):
    path = write_csv(tmp_path, "value_entry", [{"value_entry_no": 5, "item_no": "X"}], bare=True)
    path.parent.rename(tmp_path / "ValueEntry")
    path = tmp_path / "ValueEntry" / "a.csv"
    path.rename(path.with_suffix(".CSV"))
    connection = load(tmp_path, "value_entry")
    assert rows(connection, "SELECT value_entry_no, item_no, source_file FROM raw.value_entry") == [
        (5, "X", "ValueEntry/a.CSV")
    ]


def test_odd_file_and_folder_names(tmp_path):
    root = tmp_path / "d=1 [x] 'y'; DROP TABLE raw.item"
    names = ["{A-1}.csv", "we[i]rd*? 'q;--.csv", "k=v.csv"]
    for number, name in enumerate(names):
        write_csv(root, "value_entry", [{"value_entry_no": number}], file=name)
    found = column(load(root, "value_entry"), "value_entry", "source_file", "value_entry_no")
    assert found == [f"ValueEntry-5802/{name}" for name in names]


def test_columns_in_any_order_differ_between_files_and_unknown_ones_are_ignored(tmp_path):
    columns = required_columns("value_entry")
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 1}], columns=columns[::-1])
    more = ["Unknown-50000", *columns, "description", '"Odd'[1:]]
    data = [{"value_entry_no": 2, "description": "d", "Unknown-50000": 'x,"'}]
    write_csv(tmp_path, "value_entry", data, file="b.csv", columns=more)
    found = rows(load(tmp_path, "value_entry"), "SELECT value_entry_no, description FROM raw.value_entry ORDER BY 1")
    assert found == [(1, ""), (2, "d")]


def test_deltas_folder_is_read(tmp_path):
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 1, "item_no": "old"} | system(1)])
    newer = system(1, system_modified_at=datetime.datetime(2026, 2, 1))
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 1, "item_no": "new"} | newer], delta=True)
    found = rows(load(tmp_path, "value_entry"), "SELECT item_no, row_status, source_file FROM raw.value_entry ORDER BY 1")
    assert found == [
        ("new", "current", "deltas/ValueEntry-5802/a.csv"),
        ("old", "superseded", "ValueEntry-5802/a.csv"),
    ]


def test_missing_last_line_end_and_blank_lines_are_warned_of(tmp_path):
    path = write_csv(tmp_path, "item", [{"item_no": n, "company": "C"} for n in "12"])
    path.write_bytes(path.read_bytes().replace(b"\n\"2\"", b"\n\n\"2\"").rstrip(b"\n"))
    connection = load(tmp_path, "item")
    assert column(connection, "item", "item_no") == ["1", "2"]
    messages = column(connection, "export_warning", "message")
    assert any("no line end" in m for m in messages)
    assert any("blank line" in m for m in messages)


def test_what_is_not_read_in_the_folder_of_a_table_is_listed(tmp_path):
    path = write_csv(tmp_path, "value_entry", [{"value_entry_no": 1}])
    for name in ("notes.txt", "b.csv.tmp", "_SUCCESS", ".a.csv.crc"):
        (path.parent / name).write_text("x")
    (path.parent / "year=2026").mkdir()
    connection = load(tmp_path, "value_entry")
    found = rows(connection, "SELECT source_file FROM raw.export_warning WHERE message LIKE '%was not read.' ORDER BY 1")
    assert found == [(f"ValueEntry-5802/{name}",) for name in ("b.csv.tmp", "notes.txt", "year=2026")]


def test_folder_without_files_is_exported_but_empty(tmp_path):
    (tmp_path / "Job-167").mkdir()
    connection = load(tmp_path, "job")
    assert column(connection, "export_table", "is_exported") == [True]
    assert column(connection, "export_warning", "source_table") == ["job"]


def test_parquet_types(tmp_path):
    select = """
        SELECT
            1::SMALLINT AS value_entry_no, 'A' AS item_no, TIMESTAMP '2026-01-31 00:00:00' AS posting_date,
            '2026-01-30' AS valuation_date, 0.1::DOUBLE + 0.2 AS cost_amount_actual, 5 AS cost_posted_to_gl,
            '1.5' AS cost_amount_expected, 1.1::FLOAT AS cost_amount_non_invtbl, 7.00::DECIMAL(9,2) AS item_ledger_entry_no,
            1.0::DOUBLE AS order_type, 'Sale' AS item_ledger_entry_type, 1 AS drop_shipment,
            TIMESTAMPTZ '2026-01-31 08:00:00+01' AS system_modified_at, 42 AS row_version,
            UUID '00000000-0000-0000-0000-000000000001' AS system_id, 'C' AS company
    """
    done = {line.split(" AS ")[-1].strip(" ,") for part in select.split(",") for line in [part]}
    others = ", ".join(f"NULL AS {c}" for c in required_columns("value_entry") if c not in done)
    write_parquet(tmp_path, "value_entry", f"SELECT *, {others} FROM ({select})")
    connection = load(tmp_path, "value_entry")
    query = (
        "SELECT value_entry_no, posting_date, valuation_date, cost_amount_actual, cost_posted_to_gl, "
        "cost_amount_expected, cost_amount_non_invtbl, item_ledger_entry_no, order_type, "
        "item_ledger_entry_type, drop_shipment, system_modified_at, row_version, system_id FROM raw.value_entry"
    )
    assert rows(connection, query) == [
        (
            1,
            datetime.date(2026, 1, 31),
            datetime.date(2026, 1, 30),
            Decimal("0.3"),
            5,
            Decimal("1.5"),
            Decimal("1.1"),
            7,
            "Production",
            "Sale",
            True,
            datetime.datetime(2026, 1, 31, 7),
            42,
            UUID(int=1),
        )
    ]
    warned = set(column(connection, "export_warning", "column_name"))
    assert warned == {"CostAmountActual-43", "CostAmountNonInvtbl-152"}


# ---- companies -------------------------------------------------------------------------------


def test_companies_are_numbered_by_name_and_case_matters(tmp_path):
    names = ["b", "B", "A,\"\\ 'x'; --", "é"]
    data = [{"value_entry_no": 1, "company": name} for name in names]
    write_csv(tmp_path, "value_entry", data)
    write_csv(tmp_path, "item", [{"item_no": "1", "company": "0 last"}])
    connection = load(tmp_path, "value_entry", "item")
    expected = list(enumerate(sorted([*names, "0 last"]), start=1))
    assert rows(connection, "SELECT company_no, company FROM raw.company ORDER BY 1") == expected
    for table in ("value_entry", "item"):
        wrong = f"SELECT * FROM raw.{table} ANTI JOIN raw.company USING (company_no, company)"
        assert rows(connection, wrong) == []


def test_only_listed_companies_are_kept(tmp_path):
    data = [{"value_entry_no": n, "company": c} for n in (1, 2) for c in ("A", "B, Inc.", "C")]
    write_csv(tmp_path, "value_entry", data)
    connection = load(tmp_path, "value_entry", companies=["C", "B, Inc."])
    found = rows(connection, "SELECT DISTINCT company_no, company FROM raw.value_entry ORDER BY 1")
    assert found == [(1, "B, Inc."), (2, "C")]
    assert sum(column(connection, "export_audit", "rows_read")) == 4


def test_companies_left_out_are_listed_with_their_newest_posting_date(tmp_path):
    days = {"A": [3, 9, 1], "B": [28], "C": [None]}
    data = [{"company": c, "posting_date": d and datetime.date(2026, 1, d)} for c, dates in days.items() for d in dates]
    write_csv(tmp_path, "value_entry", [{"value_entry_no": n} | row for n, row in enumerate(data)])
    write_csv(tmp_path, "item", [{"item_no": "X", "company": "D"}])
    connection = load(tmp_path, "value_entry", "item", companies=["B"])
    assert rows(connection, "SELECT * FROM raw.company_left_out ORDER BY 1") == [
        ("A", "value_entry", datetime.date(2026, 1, 9)),
        ("C", "value_entry", datetime.date(1, 1, 1)),
        ("D", "item", None),
    ]
    assert rows(load(tmp_path, "value_entry", "item"), "SELECT * FROM raw.company_left_out") == []


def test_values_are_never_run_as_sql(tmp_path):
    evil = "'); DROP TABLE raw.value_entry; --"
    row = {"value_entry_no": 1, "item_no": evil, "document_no": '"; SELECT 1', "company": evil}
    write_csv(tmp_path, "value_entry", [row])
    connection = load(tmp_path, "value_entry", companies=[evil])
    assert rows(connection, "SELECT item_no, document_no, company FROM raw.value_entry") == [
        (evil, '"; SELECT 1', evil)
    ]


# ---- upserts ---------------------------------------------------------------------------------

EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(1, 3),
            "key": st.integers(1, 2),
            "company": st.sampled_from(["A", "a"]),
            "day": st.integers(1, 2),
            "version": st.integers(1, 3),
            "text": st.sampled_from(["x", "y"]),
            "is_marker": st.sampled_from([False, False, False, True]),
        }
    ),
    max_size=12,
)


def expected_current(events: list[dict]) -> list[tuple]:
    """The rule in plain Python: (company, key, text, version) of the rows that count, as a set.

    Of ties only company, key and version are certain.
    """
    markers = {(e["company"], e["id"]) for e in events if e["is_marker"]}
    best: dict[tuple, tuple] = {}
    for e in events:
        identity = (e["company"], e["id"])
        if e["is_marker"] or identity in markers:
            continue
        rank = (e["day"], e["version"])
        best[identity] = max(best.get(identity, (0, 0)), rank)
    return sorted((company, number, day, version) for (company, number), (day, version) in best.items())


@PROPERTY
@given(events=EVENTS, seed=st.integers(0, 1000))
def test_upserts_do_not_depend_on_order_or_files(tmp_path, events, seed):
    results = []
    for attempt in range(2):
        shuffled = list(events)
        random.Random(seed + attempt).shuffle(shuffled)
        root = tmp_path / f"{seed}-{attempt}"
        parts = attempt + 1
        columns = [*required_columns("item"), "description", *system(1)]
        for part in range(parts):
            data = [
                {"item_no": "" if e["is_marker"] else str(e["key"]), "description": e["text"]}
                | system(
                    e["id"],
                    company=e["company"],
                    row_version=e["version"],
                    system_created_at=None if e["is_marker"] else datetime.datetime(2026, 1, 1),
                    system_modified_at=datetime.datetime(2026, 1, e["day"]),
                )
                for e in shuffled[part::parts]
            ]
            write_csv(root, "item", data, file=f"{part}.csv", columns=columns, delta=bool(part))
        connection = load(root, "item")
        query = (
            "SELECT company, system_id, item_no, description, system_modified_at, row_version, row_status "
            "FROM raw.item ORDER BY ALL"
        )
        found = rows(connection, query)
        results.append(found)
        survivors = sorted(
            (company, system_id.int, modified.day, version)
            for company, system_id, _, _, modified, version, status in found
            if status in ("current", "duplicate")
        )
        assert survivors == expected_current(events)
        current = [(r[0], r[2]) for r in found if r[6] == "current"]
        assert len(current) == len(set(current))
        audit = rows(
            connection,
            "SELECT sum(rows_read), sum(rows_staged + rows_superseded + rows_deleted + rows_duplicate) "
            "FROM raw.export_audit",
        )
        assert audit in ([(len(events), len(events))], [(None, None)])
    assert results[0] == results[1]


def test_delete_marker_removes_newer_rows_too_but_only_of_its_company(tmp_path):
    data = [
        {"item_no": "1"} | system(1, company="A"),
        {"item_no": "1"} | system(1, company="B"),
        {"item_no": ""} | system(1, company="A", system_created_at=None, row_version=0),
    ]
    write_csv(tmp_path, "item", data)
    found = rows(load(tmp_path, "item"), "SELECT company, row_status FROM raw.item ORDER BY ALL")
    assert found == [("A", "delete_marker"), ("A", "deleted"), ("B", "current")]


def test_duplicate_keys_are_listed(tmp_path):
    data = [{"value_entry_no": 9} | system(n, row_version=10 * n) for n in (1, 2, 3)]
    write_csv(tmp_path, "value_entry", data)
    connection = load(tmp_path, "value_entry")
    found = rows(connection, "SELECT row_version, row_status FROM raw.value_entry ORDER BY 1")
    assert found == [(10, "duplicate"), (20, "duplicate"), (30, "current")]
    assert rows(connection, "SELECT * FROM raw.duplicate_row ORDER BY listed_row_version") == [
        ("CRONUS", "value_entry", "9", 9, 30, 10, UUID(int=1)),
        ("CRONUS", "value_entry", "9", 9, 30, 20, UUID(int=2)),
    ]


def test_rows_without_system_columns_all_count(tmp_path):
    write_csv(tmp_path, "value_entry", [{"value_entry_no": n} for n in (1, 2)])
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 3}], delta=True)
    assert column(load(tmp_path, "value_entry"), "value_entry", "row_status") == ["current"] * 3


# ---- transactions ----------------------------------------------------------------------------


@pytest.mark.parametrize("is_open", [False, True])
def test_failure_keeps_the_last_good_load(tmp_path, is_open):
    path = write_csv(tmp_path, "value_entry", [{"value_entry_no": 1}])
    connection = load(tmp_path, "value_entry")
    path.write_text(path.read_text().replace("\n1,", "\nx,"))
    if is_open:
        connection.execute("BEGIN")
    with pytest.raises(ExportError):
        load(tmp_path, "value_entry", connection=connection)
    if is_open:
        connection.execute("ROLLBACK")
    assert column(connection, "value_entry", "value_entry_no") == [1]
    assert column(connection, "export_audit", "rows_read") == [1]


def test_load_inside_an_open_transaction_is_the_callers_to_commit(tmp_path):
    write_csv(tmp_path, "value_entry", [{"value_entry_no": 1}])
    connection = duckdb.connect()
    connection.execute("BEGIN")
    load(tmp_path, "value_entry", connection=connection)
    connection.execute("ROLLBACK")
    assert rows(connection, "SELECT 1 FROM duckdb_schemas() WHERE schema_name = 'raw' AND NOT internal") == []


# ---- samples ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["tiny", "small", "faults", "switches"])
def test_samples_add_up(sample):
    root = SHARED / "sample" / sample / "export"
    if not root.is_dir():
        pytest.skip(f"{root} is not there: the shared samples are not part of the repository")
    connection = load(root)
    broken = (
        "SELECT * FROM raw.export_audit WHERE rows_read <> rows_staged + rows_superseded "
        "+ rows_deleted + rows_duplicate + rows_rejected"
    )
    assert rows(connection, broken) == []
    assert len(column(connection, "company", "company")) == 2
    for table in TABLES:
        source_table = table["source_table"]
        number, listed = rows(
            connection,
            f"SELECT (SELECT count(*) FROM raw.{source_table}), (SELECT coalesce(sum(rows_read), 0) "
            f"FROM raw.export_audit WHERE source_table = '{source_table}')",
        )[0]
        assert number == listed
        keys = [c for c, r in fields_of(source_table).items() if r["is_primary_key"] == "true"]
        repeated = (
            f"SELECT company_no, {', '.join(keys)} FROM raw.{source_table} WHERE row_status = 'current' "
            "GROUP BY ALL HAVING count(*) > 1"
        )
        assert rows(connection, repeated) == []
    assert TABLE_NO.keys() == set(column(connection, "export_table", "source_table"))
