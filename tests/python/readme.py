"""Worked examples of README.md: the tests read their figures there."""

import ast
import fractions
import operator
import re
from decimal import Decimal

from builds import PROJECT

OPERATIONS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.USub: operator.neg,
}


def table(*header):
    """Rows of the table with these columns, as dicts."""
    lines = iter((PROJECT / "README.md").read_text(encoding="utf-8").splitlines())
    start = "| " + " | ".join(header) + " |"
    assert start in lines, f"README.md has no table {start}"
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            return rows
        rows.append(dict(zip(header, (cell.strip() for cell in line.strip("|").split("|")), strict=True)))


def amounts(text):
    """Every amount in a cell: figures with two decimals or more."""
    return [Decimal(figure.replace(",", "")) for figure in re.findall(r"-?[\d,]*\d\.\d{2,}", text)]


def reckoned(text):
    """Outcome of a cell such as 78.87 * 8/50 + 4.35 * 4/12, exactly."""

    def value(node):
        if isinstance(node, ast.Constant):
            return fractions.Fraction(ast.get_source_segment(source, node))
        if isinstance(node, ast.UnaryOp):
            return OPERATIONS[type(node.op)](value(node.operand))
        return OPERATIONS[type(node.op)](value(node.left), value(node.right))

    source = text.replace(",", "")
    return value(ast.parse(source, mode="eval").body)
