"""Faults of an export and the one error that reports them all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dictionary import Table

LINES_PER_COLUMN = 20
VALUE_LENGTH = 60

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff\ufffe]")


def printable(value: object, length: int = VALUE_LENGTH) -> str:
    """A value of the export as one short line: control characters escaped, long text cut."""
    text = str(value)
    cut = text[:length]
    shown = _UNPRINTABLE.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), cut)
    return f"{shown}... ({len(text)} characters)" if len(text) > length else shown


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the export.

    problem and advice are sentences without the place; the place is put together from the other
    fields, of which any may be unknown. row is the line number in a CSV file (the header is line 1)
    or the record number in a Parquet file; context names company and key of the row; times is how
    many faults of this kind it stands for.
    """

    problem: str
    advice: str
    table: Table | None = None
    column: str = ""
    file: str = ""
    row: int | None = None
    context: str = ""
    times: int = 1

    def __str__(self) -> str:
        place = []
        if self.table is not None:
            place.append(f"table {self.table.name}")
        if self.column:
            place.append(f"column {printable(self.column)}")
        if self.file:
            place.append(f"file {printable(self.file, 200)}")
        if self.row is not None:
            place.append(f"row {self.row}")
        text = ", ".join(place)
        text = f"{text[0].upper()}{text[1:]}: {self.problem}" if text else self.problem
        if self.context:
            text += f" ({self.context})"
        return f"{text}. {self.advice}"


class FaultList:
    """Collects faults; of one table and column it keeps no more than are shown."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], list[Fault]] = {}
        self._more: dict[tuple[str, str], int] = {}

    def add(self, *faults: Fault) -> None:
        """Add faults in the order in which they are to be shown."""
        for fault in faults:
            key = (fault.table.source_table if fault.table else "", fault.column)
            group = self._groups.setdefault(key, [])
            if len(group) < LINES_PER_COLUMN:
                group.append(fault)
                self._more[key] = self._more.get(key, 0) + fault.times - 1
            else:
                self._more[key] += fault.times

    def __bool__(self) -> bool:
        return bool(self._groups)

    @property
    def faults(self) -> list[Fault]:
        """The faults kept."""
        return [fault for group in self._groups.values() for fault in group]

    @property
    def total(self) -> int:
        """Number of faults added, kept or not."""
        return len(self.faults) + sum(self._more.values())

    def lines(self) -> list[str]:
        """One line per fault, and one per table and column that says how many are left out."""
        lines = []
        for key, group in self._groups.items():
            lines += [str(fault) for fault in group]
            if more := self._more[key]:
                where = [f"table {group[0].table.name}"] if group[0].table else []
                where += [f"column {printable(group[0].column)}"] if group[0].column else []
                lines.append(f"and {more} more" + (f" in {', '.join(where)}" if where else ""))
        return lines


class ExportError(Exception):
    """The export cannot be loaded. The message lists every fault; faults holds those shown."""

    def __init__(self, export_path: str, faults: FaultList) -> None:
        self.faults = tuple(faults.faults)
        count = "1 fault" if faults.total == 1 else f"{faults.total} faults"
        head = f"The export in {printable(export_path, 300)} cannot be loaded: {count}."
        super().__init__("\n".join([head, *(f"  - {line}" for line in faults.lines())]))
