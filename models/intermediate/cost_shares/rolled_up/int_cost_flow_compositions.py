"""What every sold or stocked item ledger entry is made of; the work is in scripts/cost_roll_up.py."""

from cost_roll_up import roll_up


def model(dbt, session):
    return roll_up(
        session,
        dbt.ref("int_cost_flow_nodes"),
        dbt.ref("int_cost_flow_edges"),
        dbt.ref("int_cost_flow_own_amounts"),
    )
