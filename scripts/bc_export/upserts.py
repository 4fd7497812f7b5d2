"""Which row of a table counts: upserts, delete markers, duplicate keys.

The rules are those of the exporter: per company and systemId a delete marker removes everything,
else the newest SystemModifiedAt, then the highest timestamp wins. Of rows that are left with one
primary key but different systemId the highest timestamp counts. Ties are broken by content, so
that the result does not depend on how rows are spread over files.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from .dictionary import Table
from .faults import LINES_PER_COLUMN, Fault, printable
from .reading import identifier

SETTLE_ADVICE = (
    "Without system columns the key must be unique: "
    "remove the extra rows, or export with the system columns so that the newest row can be told"
)


def _content(table: Table) -> str:
    """Hash of the whole row in alias t; settles ties in the same way wherever the row stands."""
    names = [f.column_name for f in table.readable_fields]
    return f"hash({', '.join('t.' + identifier(name) for name in names)})"


def mark_upserts(connection: duckdb.DuckDBPyConnection, table: Table, name: str) -> None:
    """Set row_status of the older and the deleted rows of a loaded table.

    name: the SQL name of the table. Only keys with more than one row are looked at again.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE bc_export_keys AS SELECT company_no, system_id FROM {name} "
        "WHERE system_id IS NOT NULL GROUP BY ALL HAVING count(*) > 1"
    )
    if not connection.execute("SELECT count(*) FROM bc_export_keys").fetchone()[0]:
        return
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE bc_export_status AS
        SELECT row_id, new_status FROM (
            SELECT
                t.rowid AS row_id,
                t.row_status,
                CASE
                    WHEN t.row_status = 'delete_marker' THEN 'delete_marker'
                    WHEN bool_or(t.row_status = 'delete_marker')
                        OVER (PARTITION BY t.company_no, t.system_id) THEN 'deleted'
                    WHEN row_number() OVER (
                        PARTITION BY t.company_no, t.system_id
                        ORDER BY
                            t.system_modified_at DESC NULLS LAST, t.row_version DESC NULLS LAST,
                            {_content(table)} DESC, t.source_file
                    ) = 1 THEN 'current'
                    ELSE 'superseded'
                END AS new_status
            FROM {name} AS t
            INNER JOIN bc_export_keys AS k
                ON t.company_no = k.company_no AND t.system_id = k.system_id
        ) WHERE new_status <> row_status
        """
    )
    _apply(connection, name)


def _apply(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute(
        f"UPDATE {name} SET row_status = s.new_status FROM bc_export_status AS s "
        f"WHERE {name}.rowid = s.row_id"
    )


def mark_duplicates(
    connection: duckdb.DuckDBPyConnection, table: Table, name: str, listing: str
) -> list[Fault]:
    """Set row_status of rows that repeat a primary key and list them in the table `listing`.

    Returns a fault per key that repeats in rows without systemId; nothing is marked then.
    """
    faults, found = find_key_faults(connection, table, name)
    if faults or not found:
        return faults
    keys = [identifier(f.column_name) for f in table.primary_key]
    on = " AND ".join(f"t.{key} IS NOT DISTINCT FROM k.{key}" for key in keys)
    key_text = " || ', ' || ".join(f"CAST({key} AS VARCHAR)" for key in keys)
    entry_no = keys[0] if table.primary_key[0].data_type == "integer" else "0"
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE bc_export_status AS
        SELECT *, 'duplicate' AS new_status FROM (
            SELECT
                t.rowid AS row_id, t.company, t.system_id, t.row_version,
                {", ".join(f"t.{key}" for key in keys)},
                row_number() OVER ranked AS place,
                first_value(t.row_version) OVER ranked AS kept_row_version
            FROM {name} AS t
            INNER JOIN bc_export_keys AS k ON t.company_no = k.company_no AND {on}
            WHERE t.row_status = 'current'
            WINDOW ranked AS (
                PARTITION BY t.company_no, {", ".join(f"t.{key}" for key in keys)}
                ORDER BY
                    t.row_version DESC NULLS LAST, t.system_modified_at DESC NULLS LAST,
                    t.system_id DESC, {_content(table)} DESC, t.source_file
            )
        ) WHERE place > 1
        """
    )
    _apply(connection, name)
    connection.execute(
        f"INSERT INTO {listing} SELECT company, ?, {key_text}, {entry_no}, kept_row_version, "
        "row_version, system_id FROM bc_export_status",
        [table.source_table],
    )
    return []


def find_key_faults(
    connection: duckdb.DuckDBPyConnection, table: Table, name: str
) -> tuple[list[Fault], int]:
    """Collect the repeated primary keys in the temporary table bc_export_keys.

    Returns a fault for each that has rows without systemId, and the number of repeated keys.
    """
    keys = [identifier(f.column_name) for f in table.primary_key]
    on = " AND ".join(f"t.{key} IS NOT DISTINCT FROM k.{key}" for key in keys)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE bc_export_keys AS "
        f"SELECT company_no, {', '.join(keys)}, bool_or(system_id IS NULL) AS is_fault "
        f"FROM {name} WHERE row_status = 'current' GROUP BY ALL HAVING count(*) > 1"
    )
    found, total = connection.execute(
        "SELECT count(*), count(*) FILTER (is_fault) FROM bc_export_keys"
    ).fetchone()
    if not total:
        return [], found
    rows = connection.execute(
        f"""
        SELECT
            t.company, {", ".join(f"t.{key}" for key in keys)}, count(*),
            list_sort(list(DISTINCT t.source_file))
        FROM {name} AS t
        INNER JOIN bc_export_keys AS k ON t.company_no = k.company_no AND {on}
        WHERE t.row_status = 'current' AND k.is_fault
        GROUP BY ALL ORDER BY ALL LIMIT {LINES_PER_COLUMN + 1}
        """
    ).fetchall()
    column = " + ".join(f.export_name for f in table.primary_key)
    faults = []
    for company, *values, count, files in rows:
        key = ", ".join(f"'{printable(value)}'" for value in values)
        shown = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        faults.append(
            Fault(
                f"the key {key} is there {count} times in rows without systemId",
                SETTLE_ADVICE,
                table,
                column,
                shown,
                context=f"company '{printable(company)}'",
            )
        )
    if total > len(faults):
        faults[-1] = replace(faults[-1], times=total - len(faults) + 1)
    return faults, found
