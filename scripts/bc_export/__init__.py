"""Loads a Business Central export into the raw tables of the warehouse.

    from bc_export import load_export
    result = load_export(connection, "export", tables, fields, options, companies=None)
"""

from .faults import ExportError, Fault
from .loading import LoadResult, load_export

__all__ = ["ExportError", "Fault", "LoadResult", "load_export"]
