"""Figures that README.md prints of the shipped sample (those of the larger one: test_shared.py)."""

from decimal import ROUND_HALF_UP, Decimal

import duckdb

from readme import amounts, table

CENT = Decimal("0.01")


def test_the_stock_layer_in_the_readme_is_what_the_build_says(sample):
    with duckdb.connect(str(sample.db), read_only=True) as connection:
        found = connection.execute(
            "select level, cost_amount from marts.fct_cost_shares_rolled_up"
            " where company = 'CRONUS Nordwind A/S' and item_ledger_entry_no = 198 and cost_element <> 'unassigned'"
        ).fetchall()
    rows = table("level", "what", "of the order", "in the entry")
    of_level_1 = [amount for row in rows if row["level"] == "1" for amount in amounts(row["in the entry"])]
    of_level_2 = [amount for row in rows if row["level"] == "2" for amount in amounts(row["in the entry"])]

    def cents(amount):
        return amount.quantize(CENT, ROUND_HALF_UP)

    assert sorted(of_level_1) == sorted(cents(amount) for level, amount in found if level == 1)
    assert of_level_2 == [cents(sum(amount for level, amount in found if level == 2))]
