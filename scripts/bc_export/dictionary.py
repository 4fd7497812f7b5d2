"""The data dictionary: which tables, fields and option values an export may hold.

Source: the seeds bc_tables, bc_fields and bc_options, handed over as rows. Nothing about a
particular Business Central table is written down in this package; only the exporter's system
columns, which every table has, are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

DECIMAL_SCALES = {"decimal": 5, "rate": 10}

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DECIMAL(38,5)",
    "rate": "DECIMAL(38,10)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "posting_date": "DATE",
    "datetime": "TIMESTAMP",
    "option": "VARCHAR",
    "uuid": "UUID",
    "row_version": "BIGINT",
}


@dataclass(frozen=True)
class Field:
    """One column of a raw table and the export column it is read from.

    data_type is a key of SQL_TYPES; missing_value is what an absent column reads as ('' stands
    for the blank of the type); options holds (value, name) pairs of an option field, in order;
    keeps_unknown says that other values of an option are kept as exported.
    """

    export_name: str
    column_name: str
    field_name: str
    data_type: str
    is_primary_key: bool = False
    is_required: bool = False
    missing_value: str = ""
    keeps_unknown: bool = False
    options: tuple[tuple[int, str], ...] = ()

    @property
    def sql_type(self) -> str:
        """DuckDB type of the raw column."""
        return SQL_TYPES[self.data_type]

    @property
    def bare_name(self) -> str:
        """The export name without its field number."""
        return re.sub(r"-\d+$", "", self.export_name)

    @property
    def blank_option(self) -> str:
        """Name that a blank option value stands for: the option named blank, else value 0."""
        names = {name for _, name in self.options}
        return "" if "" in names else dict(self.options).get(0, "")


COMPANY_FIELD = Field("$Company", "company", "$Company", "text")

SYSTEM_FIELDS = (
    Field("systemId-2000000000", "system_id", "SystemId", "uuid"),
    Field("SystemCreatedAt-2000000001", "system_created_at", "SystemCreatedAt", "datetime"),
    Field("SystemCreatedBy-2000000002", "system_created_by", "SystemCreatedBy", "text"),
    Field("SystemModifiedAt-2000000003", "system_modified_at", "SystemModifiedAt", "datetime"),
    Field("timestamp-0", "row_version", "timestamp", "row_version"),
)


@dataclass(frozen=True)
class Table:
    """One Business Central table: number, AL name, name in the raw schema, dictionary fields."""

    number: int
    name: str
    source_table: str
    is_required: bool
    fields: tuple[Field, ...] = field(default=(), repr=False)

    @property
    def folder_names(self) -> tuple[str, str]:
        """Folder names of this table in an export, with and without the table number."""
        bare = re.sub(r"[^A-Za-z0-9]", "", self.name)
        return f"{bare}-{self.number}", bare

    @property
    def primary_key(self) -> tuple[Field, ...]:
        """Fields of the primary key, in dictionary order."""
        return tuple(f for f in self.fields if f.is_primary_key)

    @property
    def readable_fields(self) -> tuple[Field, ...]:
        """Every field that is read from files: company, dictionary fields, system columns."""
        return (COMPANY_FIELD, *self.fields, *SYSTEM_FIELDS)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _flag(value: object) -> bool:
    return _text(value).strip().lower() in ("true", "1", "t")


def read_dictionary(
    tables: Iterable[Mapping[str, object]],
    fields: Iterable[Mapping[str, object]],
    options: Iterable[Mapping[str, object]],
) -> tuple[Table, ...]:
    """Turn the rows of the three seeds into tables.

    Values may be strings (read with csv) or typed (read from the warehouse, where a blank option
    name has become null). Raises ValueError for an option field without options or an unknown type.
    """
    option_sets: dict[str, list[tuple[int, str]]] = {}
    for row in options:
        pair = (int(_text(row["option_value"])), _text(row["option_name"]).strip())
        option_sets.setdefault(_text(row["option_set"]), []).append(pair)
    names = {int(_text(row["table_no"])): _text(row["source_table"]) for row in tables}
    by_table: dict[int, list[Field]] = {number: [] for number in names}
    for row in fields:
        number = int(_text(row["table_no"]))
        column = _text(row["column_name"])
        data_type = _text(row["data_type"])
        if data_type not in SQL_TYPES:
            raise ValueError(f"{names[number]}.{column}: unknown data_type {data_type!r}")
        option_set = option_sets.get(f"{names[number]}.{column}", [])
        if data_type == "option" and not option_set:
            raise ValueError(f"{names[number]}.{column}: no options in bc_options")
        by_table[number].append(
            Field(
                export_name=_text(row["export_name"]),
                column_name=column,
                field_name=_text(row["field_name"]),
                data_type=data_type,
                is_primary_key=_flag(row["is_primary_key"]),
                is_required=_flag(row["is_required"]),
                missing_value=_text(row.get("missing_value")).lower(),
                keeps_unknown=_flag(row.get("keeps_unknown")),
                options=tuple(option_set) if data_type == "option" else (),
            )
        )
    return tuple(
        Table(
            number=int(_text(row["table_no"])),
            name=_text(row["table_name"]),
            source_table=_text(row["source_table"]),
            is_required=_flag(row["is_required"]),
            fields=tuple(by_table[int(_text(row["table_no"]))]),
        )
        for row in tables
    )
