"""Load the raw export into schema raw, before anything reads it; one row per table of the data dictionary.

What is wrong with the export comes back as the text `faults`: the hook stop_on_faults() ends the build with it, so that
people read the message and not a Python traceback.
"""

import json
import os

from bc_export import ExportError, load_export

TABLES = "select *, cast(null as varchar) as faults from raw.export_table"
FAULTS = "select '' as source_table, '' as table_name, 0 as table_no, false as is_exported, {} as faults"


def model(dbt, session):
    tables = rows(dbt.ref("bc_tables"))
    fields = rows(dbt.ref("bc_fields"))
    options = rows(dbt.ref("bc_options"))
    path = os.environ.get("BC_EXPORT_PATH") or "sample"
    try:
        load_export(session, path, tables, fields, options, json.loads(dbt.config.get("companies") or "null"))
    except ExportError as error:
        return session.sql(FAULTS.format("'" + str(error).replace("'", "''") + "'"))
    return session.sql(TABLES)


def rows(relation):
    """Rows of a seed as dictionaries of text."""
    names = relation.columns
    return [dict(zip(names, row)) for row in relation.fetchall()]
