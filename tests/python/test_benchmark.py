"""The benchmark's export: the sample company in copies, of which most have posted what the proposal says."""

import duckdb
import pytest

from benchmark import SHIFT, write_export
from builds import NO_TESTS, build, environment


@pytest.mark.slow
def test_what_the_proposal_says_leaves_nothing_to_reconcile_when_posted(sample, tmp_path):
    """Two copies, the second with its proposal posted: what is left is the first one's, and as in the sample."""
    with duckdb.connect(str(sample.db), read_only=True) as connection:
        in_sample = connection.execute("select count(*) from raw.value_entry").fetchone()[0]
        proposed = connection.execute("select company, value_entry_no, gl_account_no, amount "
                                      "from marts.rpt_gl_posting_proposal order by all").fetchall()
    write_export(tmp_path / "export", 2 * in_sample, "parquet", waiting=2)
    env = environment(tmp_path / "tieout.duckdb", tmp_path / "target", export=tmp_path / "export")
    code, output = build(*NO_TESTS, "--select", "+rpt_gl_account_reconciliation", "+rpt_gl_posting_proposal", env=env)
    assert code == 0, output[-3000:]
    with duckdb.connect(str(tmp_path / "tieout.duckdb"), read_only=True) as connection:
        def rows(query):
            return connection.execute(query).fetchall()

        assert rows("select count(*) from raw.value_entry") == [(2 * in_sample,)]
        assert rows("select company, value_entry_no, gl_account_no, amount "
                    "from marts.rpt_gl_posting_proposal order by all") == proposed
        # G/L entries without a value entry count, too.
        assert rows("select count(*) > 0, max(greatest(value_entry_no, gl_entry_no)) "
                    f"< {SHIFT} from marts.fct_reconciliation_items") == [(True, True)]
        assert rows("select distinct unexplained_amount from marts.rpt_gl_account_reconciliation") == [(0,)]
