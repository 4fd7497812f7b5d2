"""Load the raw export into schema raw, before anything reads it; one row per table of the data dictionary."""

import json
import os

from bc_export import load_export


def model(dbt, session):
    tables = rows(dbt.ref("bc_tables"))
    fields = rows(dbt.ref("bc_fields"))
    options = rows(dbt.ref("bc_options"))
    load_export(
        session,
        os.environ.get("BC_EXPORT_PATH") or "sample",
        tables,
        fields,
        options,
        json.loads(dbt.config.get("companies") or "null"),
    )
    return session.sql("select * from raw.export_table")


def rows(relation):
    """Rows of a seed as dictionaries of text."""
    names = relation.columns
    return [dict(zip(names, row)) for row in relation.fetchall()]
