"""Costing and WIP end to end: any date on demand, and every data test of the topic fails on a mart that is wrong."""

import shutil

import duckdb
import pytest

from builds import NO_TESTS, build, environment, start

COSTING = ("--select", "+path:models/marts/costing", "+path:models/marts/wip")
MARCH = {"BC_PERIOD_START": "2026-03-01", "BC_PERIOD_END": "2026-03-31"}
EARLIER = {"BC_PERIOD_START": "2025-04-15", "BC_PERIOD_END": "2025-11-20", "BC_VALUATION_DATE": "2025-08-09"}
REPORTS = {
    "rpt_wip_valuation": "wip_valuation_between('2025-04-15', '2025-11-20')",
    "rpt_inventory_cost_specification": "inventory_cost_specification_at('2025-08-09')",
    "fct_inventory_cost_layers": "inventory_cost_layers_at('2025-08-09')",
    "rpt_inventory_ageing": "inventory_ageing_at('2025-08-09')",
}


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="module")
def march(tmp_path_factory, target):
    """A warehouse with the costing and WIP marts of the sample company for March 2026."""
    db = tmp_path_factory.mktemp("warehouse") / "tieout.duckdb"
    code, output = build(*COSTING, *NO_TESTS, env=environment(db, target, **MARCH))
    assert code == 0, output[-3000:]
    return db


@pytest.fixture(scope="module")
def earlier(march, tmp_path_factory, target):
    """The same warehouse, built again for dates in the past."""
    db = tmp_path_factory.mktemp("earlier") / "tieout.duckdb"
    shutil.copy(march, db)
    code, output = build(*COSTING, *NO_TESTS, env=environment(db, target, **EARLIER))
    assert code == 0, output[-3000:]
    return db


@pytest.mark.parametrize("report", REPORTS)
def test_a_past_date_on_demand_is_the_report_built_for_that_date(march, earlier, report):
    with duckdb.connect(str(march), read_only=True) as connection:
        asked = connection.execute(f"select * from marts.{REPORTS[report]} order by all").fetchall()
    with duckdb.connect(str(earlier), read_only=True) as connection:
        reported = connection.execute(f"select * from marts.{report} order by all").fetchall()
    assert asked
    assert asked == reported


def published_table(connection, mart):
    return connection.execute("select version from marts_store.publication where model = ?", [mart]).fetchone()[0]


ONE_AVERAGE_ITEM = (
    "item_no in (select item_no from marts.dim_items where costing_method = 'Average' and is_inventory_item)"
)
DAMAGE = {
    "assert_layers_add_up_to_cost_specification": {
        "one layer too many": ("fct_inventory_cost_layers", "insert into {0} select * from {0} limit 1"),
        "one layer missing": ("fct_inventory_cost_layers", "delete from {0} where rowid = 0"),
        "one cent more": (
            "rpt_inventory_cost_specification",
            "update {0} set amount = amount + 0.01 where rowid = (select min(rowid) from {0} where amount <> 0)",
        ),
        "an item without specification": (
            "rpt_inventory_cost_specification",
            "delete from {0} where item_no = (select min(item_no) from marts.fct_inventory_cost_layers)",
        ),
    },
    "assert_average_items_are_specified_at_inventory_value": {
        "one cent more": (
            "rpt_inventory_cost_specification",
            f"update {{0}} set amount = amount + 0.01 where entry_type = 'Direct Cost' and {ONE_AVERAGE_ITEM}",
        ),
        "items without specification": (
            "rpt_inventory_cost_specification",
            f"delete from {{0}} where amount <> 0 and {ONE_AVERAGE_ITEM}",
        ),
    },
    "assert_specified_cost_is_inventory_value": {
        "an issue that is not adjusted": (
            "fct_value_entries",
            "update {0} set cost_amount_incl_expected = cost_amount_incl_expected - 1 where value_entry_no ="
            " (select min(value_entry_no) from {0} where item_ledger_entry_type = 'Sale' and not is_drop_shipment)",
        ),
    },
    "assert_wip_history_is_continuous": {
        "one opening wrong": (
            "fct_wip_valuation_monthly",
            "update {0} set opening_value = opening_value + 0.01 where period_start >"
            " (select min(o.period_start) from {0} as o where o.production_order_no = {0}.production_order_no)",
        ),
    },
    "assert_wip_report_agrees_with_its_history": {
        "a month missing": ("fct_wip_valuation_monthly", "delete from {0} where period_end = '2026-03-31'"),
        "one figure wrong": (
            "fct_wip_valuation_monthly",
            "update {0} set cost_posted_to_gl = cost_posted_to_gl + 0.01",
        ),
    },
}


@pytest.fixture(scope="module")
def data_tests(march, target):
    """The compiled SQL of the topic's data tests, by name."""
    process = start("compile", "--select", "path:tests/data/costing", "path:tests/data/wip", env=environment(march, target))
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output[-3000:]
    return {
        file.stem: file.read_text(encoding="utf-8")
        for topic in ("costing", "wip")
        for file in (target / "compiled" / "tieout" / "tests" / "data" / topic).glob("*.sql")
    }


@pytest.mark.parametrize(("test", "damage"), [(test, name) for test, cases in DAMAGE.items() for name in cases])
def test_data_test_fails_on_a_damaged_mart(march, data_tests, tmp_path, test, damage):
    db = tmp_path / march.name
    shutil.copy(march, db)
    mart, statement = DAMAGE[test][damage]
    with duckdb.connect(str(db)) as connection:
        sound = connection.execute(data_tests[test]).fetchall()
        connection.execute(statement.format(f'marts_store."{published_table(connection, mart)}"'))
        damaged = connection.execute(data_tests[test]).fetchall()
    assert not sound or test == "assert_specified_cost_is_inventory_value"  # the sample company has cents that do not divide
    assert len(damaged) > len(sound)
