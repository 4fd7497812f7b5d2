"""Whoever opens a table finds every column described, and no description of a column that is gone."""

import duckdb
import pytest

# Sources have the columns of seed bc_fields; analyses are questions, described as a whole.
WITH_COLUMNS = ("model", "seed")
WITHOUT_RELATION = ("ephemeral", "published_function")


@pytest.fixture(scope="module")
def nodes(sample):
    nodes = [*sample.manifest["nodes"].values(), *sample.manifest["sources"].values()]
    return [node for node in nodes if node["resource_type"] in (*WITH_COLUMNS, "analysis", "source")]


def test_every_node_is_described(nodes):
    assert {node["resource_type"] for node in nodes} == {*WITH_COLUMNS, "analysis", "source"}
    assert [node["unique_id"] for node in nodes if not node["description"].strip()] == []


def test_every_listed_column_is_described(nodes):
    blank = [
        f"{node['name']}.{name}"
        for node in nodes
        for name, column in node["columns"].items()
        if not column["description"].strip()
    ]
    without_columns = [n["name"] for n in nodes if n["resource_type"] in WITH_COLUMNS and not n["columns"]]
    assert blank == []
    assert without_columns == []


def test_the_listed_columns_are_those_of_the_table(nodes, sample):
    with duckdb.connect(str(sample.db), read_only=True) as connection:
        rows = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns"
        ).fetchall()
    tables = {}
    for schema, table, column in rows:
        tables.setdefault((schema, table), set()).add(column)
    differing = {}
    for node in nodes:
        if node["resource_type"] in WITH_COLUMNS and node["config"]["materialized"] not in WITHOUT_RELATION:
            difference = set(node["columns"]) ^ tables[node["schema"], node["alias"]]
            if difference:
                differing[node["name"]] = sorted(difference)
    assert differing == {}
