"""Load the raw export into schema raw, before anything reads it; one row per table of the data dictionary.

What is wrong with the export comes back as the text `faults`: the hook stop_on_faults() ends the build with it, so that
people read the message and not a Python traceback.
"""

import json
import os

from bc_export import ExportError, load_export

TABLES = "select *, cast(null as varchar) as faults from raw.export_table"
FAULTS = "select '' as source_table, '' as table_name, 0 as table_no, false as is_exported, {} as faults"


class ParameterError(Exception):
    """A parameter cannot be read; the message says how to give it."""


def model(dbt, session):
    tables = rows(dbt.ref("bc_tables"))
    fields = rows(dbt.ref("bc_fields"))
    options = rows(dbt.ref("bc_options"))
    # On a line of its own: dbt does not see a config.get() inside another call, and then hands over nothing.
    companies = dbt.config.get("companies")
    path = os.environ.get("BC_EXPORT_PATH") or "sample"
    try:
        load_export(session, path, tables, fields, options, names_in(companies))
    except (ExportError, ParameterError) as error:
        return session.sql(FAULTS.format("'" + str(error).replace("'", "''") + "'"))
    return session.sql(TABLES)


def names_in(companies):
    """Company names in the parameter, a JSON list of texts; None (all companies) where it is not given."""
    try:
        names = json.loads(companies or "[]")
    except json.JSONDecodeError:
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ParameterError(
            f'Parameter companies is {companies}. Give it as a list of names, for example ["CRONUS A/S"] '
            "(dbt var companies or environment variable BC_COMPANIES)."
        )
    return names or None


def rows(relation):
    """Rows of a seed as dictionaries of text."""
    names = relation.columns
    return [dict(zip(names, row)) for row in relation.fetchall()]
