"""Time a full build against bare DuckDB queries over the same files, in one run on one machine.

    python scripts/benchmark.py                         1, 5 and 20 million value entries, Parquet
    python scripts/benchmark.py --millions 0.5 --format csv
    python scripts/benchmark.py --millions 5 --work bench --select +rpt_wip_valuation
    python scripts/benchmark.py --millions 20 --work bench --loaded --repeat 3
    python scripts/benchmark.py --millions 5 --waiting 1

The export is the sample company repeated with shifted keys: every copy brings its own items, orders, documents and
entries, so that ledgers, masters and links grow together. A tenth of the sample's value entries waits to be posted to
the G/L. No ledger of millions has such a backlog: every tenth copy has it, in the others the batch job has posted what
the proposal says, so that one value entry in a hundred waits (--waiting 1: every copy has it).

Per size it prints wall seconds, CPU seconds (steadier on a busy machine) and peak memory (MB, the build's process
alone) of `dbt build` with data tests, and the ratio to four bare queries that touch the same data:

    scan      read every column that the project loads and aggregate it
    join      value entries x relations x G/L entries by company and entry number, as the export has its keys, as one
              hash join with one aggregation; over CSV DuckDB may join on the company first, then only packed counts
    packed    the same join, company and entry number hashed into one number, which is the fastest that we found
    applied   item applications x value entries as one hash join (packed) with one aggregation

how the build's time splits over topics, and what the topics with a yardstick of their own are to it: posting and
reconciliation to the joins, cost shares to applied. Within a build a topic shares memory with all others, a bare query
has a process to itself; so these topics are built once more by themselves, over the loaded warehouse, and both figures
are given. Seconds of a topic are sums over its nodes, without dbt's start; its CPU seconds have that in them. An export
below --work is kept and used again; so is a warehouse with --loaded, which leaves the build out.
Figures are for comparison within a run; nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import multiprocessing
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

PROJECT = pathlib.Path(__file__).resolve().parents[1]
DICTIONARY = PROJECT / "seeds" / "bc_export"
# Integer columns that number something else than an entry, register or transaction.
NOT_NUMBERS_OF_ENTRIES = {"dimension_set_id", "table_id", "low_level_code", "dimension_value_id", "indentation",
                          "routing_reference_no"}
# Codes that a copy of the company has for itself.
OWN_CODES = {"item_no", "document_no", "order_no", "production_order_no", "job_no", "source_no", "assembly_order_no",
             "posted_assembly_no"}
# From copy to copy; beyond every number of an entry in the sample, and not far beyond, for ledgers number without gaps.
SHIFT = 2_000
COPIES_PER_FILE = 1_000
CSV_FORM = r"""format csv, header, quote '"', escape '\'"""


def read_seed(name):
    """Rows of a dictionary seed as dictionaries of text."""
    with (DICTIONARY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_number_of_entry(field):
    """Whether a column numbers an entry, register or transaction."""
    column = field["column_name"]
    return (field["data_type"] == "integer" and column not in NOT_NUMBERS_OF_ENTRIES
            and not column.endswith("line_no"))


def shifted(field, number):
    """SQL that moves a column into the copy `number` (a SQL expression): entry numbers up, own codes with a suffix."""
    column = field["column_name"]
    if is_number_of_entry(field):
        return f"case when {column} = 0 then 0 else {column} + {number} * {SHIFT} end"
    if column in OWN_CODES:
        return f"case when {column} = '' then '' else {column} || '~' || {number} end"
    return column


def prepare_export(root, value_entries, file_format, waiting):
    """Number of value entries in the export below `root`, which is written unless it is there already.

    Another process does it: a child starts with the memory of its parent as its peak, and the build's peak is wanted.
    """
    counted = root / "value_entries.txt"
    if not counted.exists():
        shutil.rmtree(root, ignore_errors=True)
        writer = multiprocessing.get_context("spawn").Process(
            target=write_export, args=(root, value_entries, file_format, waiting))
        writer.start()
        writer.join()
        if writer.exitcode:
            sys.exit("The export could not be written.")
    return int(counted.read_text())


def build_sample(folder):
    """Path of a warehouse with the sample company's posting proposal, built below `folder`."""
    warehouse = folder / "sample.duckdb"
    measured([str(pathlib.Path(sys.executable).with_name("dbt")), "build", "--exclude-resource-type", "unit_test", "test",
              "--select", "+rpt_gl_posting_proposal"],
             dict(os.environ, BC_EXPORT_PATH=str(PROJECT / "sample"), TIEOUT_DB=str(warehouse),
                  DBT_TARGET_PATH=str(folder), DBT_LOG_PATH=str(folder)))
    return str(warehouse)


# Schema `posted`: the tables that Post Inventory Cost to G/L changes, as they are (is_waiting) and after it has posted the
# proposal, one G/L entry and one relation row per leg. New rows are like the last that it wrote before.
POST_THE_PROPOSAL = """
    create schema posted;
    create table posted.legs as
        select
            *, row_number() over (partition by company order by value_entry_no, is_interim desc, amount) as leg_no
        from marts.rpt_gl_posting_proposal;
    create table posted.value_entry as
        select *, true as is_waiting from raw.value_entry
        union all
        select entries.* replace (
                case when 'actual' in parts then cost_amount_actual else cost_posted_to_gl end as cost_posted_to_gl,
                case when 'actual' in parts then cost_amount_actual_acy else cost_posted_to_gl_acy end
                    as cost_posted_to_gl_acy,
                case when 'expected' in parts then cost_amount_expected else expected_cost_posted_to_gl end
                    as expected_cost_posted_to_gl,
                case when 'expected' in parts then cost_amount_expected_acy else expected_cost_posted_to_gl_acy end
                    as expected_cost_posted_to_gl_acy),
            false as is_waiting
        from raw.value_entry as entries
        left join (
            select company, value_entry_no, list(case when is_interim then 'expected' else 'actual' end) as parts
            from posted.legs group by all
        ) as posted_entries using (company, value_entry_no);
    create table posted.post_value_entry_to_gl as
        select *, true as is_waiting from raw.post_value_entry_to_gl
        union all
        select *, false as is_waiting from raw.post_value_entry_to_gl
        anti join posted.legs using (company, value_entry_no);
    create table posted.gl_item_ledger_relation as
        select *, null as is_waiting from raw.gl_item_ledger_relation
        union all
        select last_row.* replace (
                last_entry_no + leg_no as gl_entry_no, legs.value_entry_no as value_entry_no,
                cast(md5(last_row.system_id || leg_no) as uuid) as system_id),
            false as is_waiting
        from posted.legs
        inner join (select company, max(gl_entry_no) as last_entry_no from raw.gl_entry group by all) using (company)
        inner join (
            select * from raw.gl_item_ledger_relation
            qualify row_number() over (partition by company order by gl_entry_no desc, value_entry_no) = 1
        ) as last_row using (company);
    create table posted.gl_entry as
        select *, null as is_waiting from raw.gl_entry
        union all
        select last_row.* replace (
                last_entry_no + leg_no as gl_entry_no, legs.gl_account_no as gl_account_no,
                legs.posting_date as posting_date, value_entry.document_no as document_no, legs.amount as amount,
                greatest(legs.amount, 0) as debit_amount, greatest(-legs.amount, 0) as credit_amount,
                legs.amount_acy as additional_currency_amount,
                cast(md5(last_row.system_id || leg_no) as uuid) as system_id),
            false as is_waiting
        from posted.legs
        inner join raw.value_entry using (company, value_entry_no)
        inner join (select company, max(gl_entry_no) as last_entry_no from raw.gl_entry group by all) using (company)
        inner join (
            select gl_entry.* from raw.gl_entry
            inner join raw.gl_item_ledger_relation using (company, gl_entry_no)
            qualify row_number() over (partition by company order by gl_entry_no desc) = 1
        ) as last_row using (company);
"""


def write_export(root, value_entries, file_format, waiting):
    """Write an export of about `value_entries` value entries below `root`, and how many it has.

    Every `waiting`-th copy of the sample has its backlog of cost that waits to be posted.
    """
    tables, fields = (read_seed(f"bc_{name}") for name in ("tables", "fields"))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(build_sample(pathlib.Path(folder))) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute(POST_THE_PROPOSAL)
        posted_tables = {t for t, in connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'posted'").fetchall()}
        in_sample = connection.execute("select count(*) from raw.value_entry").fetchone()[0]
        copies = max(1, round(value_entries / in_sample))
        for table in tables:
            name = table["source_table"]
            columns = [f for f in fields if f["table_no"] == table["table_no"]]
            source, condition = f"raw.{name} as source", "true"
            if name in posted_tables:
                source = f"posted.{name} as source"
                condition = f"is_waiting is null or is_waiting = (copy.number % {waiting} = 0)"
            numbers = [f["column_name"] for f in columns if is_number_of_entry(f)]
            if numbers:
                highest = connection.execute(
                    f"select greatest({', '.join(f'max({n})' for n in numbers)}) from {source}")
                if (highest.fetchone()[0] or 0) >= SHIFT:
                    sys.exit(f"{table['table_name']} of the sample has an entry number that SHIFT does not move clear.")
            keys = {f["column_name"] for f in columns if f["is_primary_key"] == "true"}
            is_copied = any(shifted(f, "0") != f["column_name"] for f in columns if f["column_name"] in keys)
            copies_of_table = copies if is_copied else 1
            folder_of_table = root / f"{''.join(c for c in table['table_name'] if c.isalnum())}-{table['table_no']}"
            folder_of_table.mkdir(parents=True)
            select = ",\n".join(f'{shifted(f, "copy.number")} as "{f["export_name"]}"' for f in columns)
            texts = ", ".join(f'"{f["export_name"]}"' for f in columns if f["data_type"] in ("text", "option"))
            form = "format parquet" if file_format == "parquet" else CSV_FORM
            if file_format == "csv" and texts:
                form += f", force_quote ({texts})"
            # Entries in the order of their numbers, as BC exports them; a cross join alone would put the thousand copies
            # of an entry in a row.
            for first in range(0, copies_of_table, COPIES_PER_FILE):
                file = str(folder_of_table / f"part-{first:06}.{file_format}").replace("'", "''")
                connection.execute(f"""
                    copy (
                        select
                            {select},
                            row_version as "timestamp-0",
                            cast(md5(cast(system_id as varchar) || copy.number) as uuid) as "systemId-2000000000",
                            system_created_at as "SystemCreatedAt-2000000001",
                            system_modified_at as "SystemModifiedAt-2000000003",
                            company as "$Company"
                        from range({first}, {min(first + COPIES_PER_FILE, copies_of_table)}) as copy (number)
                        cross join {source}
                        where {condition}
                        order by copy.number, source.rowid
                    ) to '{file}' ({form})
                """)
        (root / "value_entries.txt").write_text(str(in_sample * copies))


# The topics that are measured by themselves, and the bare queries that they are compared with.
YARDSTICKS = ((("posting", "reconciliation"), ("join", "packed")), (("cost_shares",), ("applied",)))


def bare_queries(root, file_format):
    """The bare queries as {name: SQL}."""
    tables, fields = read_seed("bc_tables"), read_seed("bc_fields")
    number = {t["source_table"]: t["table_no"] for t in tables}

    def source(table):
        no = number[table]
        name = next(t["table_name"] for t in tables if t["table_no"] == no)
        path = str(root / f"{''.join(c for c in name if c.isalnum())}-{no}" / f"part-*.{file_format}").replace("'", "''")
        return f"read_parquet('{path}')" if file_format == "parquet" else rf"read_csv('{path}', escape='\')"

    def scan(table):
        columns = ", ".join('max("{export_name}")'.format_map(f) for f in fields if f["table_no"] == number[table])
        return f"select {columns} from {source(table)}"

    ledgers = [t["source_table"] for t in tables if t["is_ledger"] == "true"] + ["gl_item_ledger_relation"]

    def company_and_number(left, left_no, right, right_no):
        return f'{left}."$Company" = {right}."$Company" and {left}."{left_no}" = {right}."{right_no}"'

    def packed(left, left_no, right, right_no):
        one_number = 'hash({0}."$Company") % 2147483648 * 4294967296 + {0}."{1}"'
        return f"{one_number.format(left, left_no)} = {one_number.format(right, right_no)}"

    def join(same):
        return f"""
            select g."GLAccountNo-3", v."PostingDate-3", sum(v."CostAmountActual-43"), sum(g."Amount-17"), count(*)
            from {source("value_entry")} as v
            inner join {source("gl_item_ledger_relation")} as r on {same("v", "EntryNo-1", "r", "ValueEntryNo-2")}
            inner join {source("gl_entry")} as g on {same("r", "GLEntryNo-1", "g", "EntryNo-1")}
            group by all"""

    return {
        "scan": ";\n".join(scan(t) for t in ledgers),
        "join": join(company_and_number),
        "packed": join(packed),
        "applied": f"""
            select v."ItemNo-2", sum(v."CostAmountActual-43" * a."Quantity-11"), count(*)
            from {source("item_application_entry")} as a
            inner join {source("value_entry")} as v
                on {packed("a", "InboundItemEntryNo-3", "v", "ItemLedgerEntryNo-11")}
            group by all""",
    }


def measured(command, env):
    """Run a command: (seconds, seconds of CPU, peak memory in MB). Stops the benchmark where the command fails."""
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        if status:
            output.seek(0)
            sys.exit(output.read().decode(errors="replace")[-4000:])
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def topics(target):
    """Seconds of the last dbt command per topic as a counter: models by topic, all data tests together."""
    seconds = collections.Counter()
    results = json.loads((target / "run_results.json").read_text())["results"]
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    for result in results:
        node = nodes.get(result["unique_id"], {})
        path = pathlib.PurePath(node.get("original_file_path", "")).parts
        kind = "tests" if node.get("resource_type") == "test" else path[0] if path else "other"
        topic = path[2] if len(path) > 3 and kind == "models" else path[1] if len(path) > 1 else ""
        seconds[kind if kind != "models" else topic] += result["execution_time"]
    return seconds


def levels(warehouse):
    """Highest level of the cost roll-up in a built warehouse; None where it was not built."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        try:
            return connection.execute("select max(level) from marts_next.fct_cost_shares_rolled_up").fetchone()[0]
        except duckdb.CatalogException:
            return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", type=float, nargs="+", default=[1, 5, 20], help="value entries, in millions")
    parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")
    parser.add_argument("--waiting", type=int, default=10, help="every n-th copy has its backlog of cost to post")
    parser.add_argument("--work", type=pathlib.Path, help="folder for exports and warehouses (default: a temporary one)")
    parser.add_argument("--select", nargs="+", help="build these nodes only (dbt's selection syntax)")
    parser.add_argument("--loaded", action="store_true", help="use the warehouse that an earlier run left below --work")
    parser.add_argument("--repeat", type=int, default=1, help="run topics and bare queries so often; medians are shown")
    parser.add_argument("--no-tests", action="store_true", help="build without data tests")
    options = parser.parse_args()
    if options.loaded and not options.work:
        parser.error("--loaded needs --work, the folder that holds the warehouse")
    work = options.work or pathlib.Path(tempfile.mkdtemp(prefix="tieout-benchmark-"))
    dbt = pathlib.Path(sys.executable).with_name("dbt")
    limits = {k: os.environ[k] for k in ("TIEOUT_MEMORY_LIMIT", "TIEOUT_THREADS") if k in os.environ}
    print(f"{os.cpu_count()} cores, {options.format}, limits {limits or 'none'}")
    print(f"{'value entries':>14} {'query':>8} {'seconds':>8} {'CPU s':>8} {'peak MB':>8} {'build is':>9}")
    for millions in options.millions:
        size = f"{millions}" if options.waiting == 10 else f"{millions}-{options.waiting}"
        root, target = work / f"export-{options.format}-{size}", work / f"target-{size}"
        count = prepare_export(root, int(millions * 1e6), options.format, options.waiting)
        env = dict(os.environ, BC_EXPORT_PATH=str(root), TIEOUT_DB=str(work / f"{size}.duckdb"),
                   DBT_TARGET_PATH=str(target), DBT_LOG_PATH=str(target))
        excluded = ["unit_test"] + (["test"] if options.no_tests else [])
        selected = ["--select", *options.select] if options.select else []
        by_topic, alone, cpu_alone, bare, bare_cpu, build_seconds = collections.Counter(), {}, {}, {}, {}, None
        if not options.loaded:
            build_seconds, build_cpu, build_memory = measured(
                [str(dbt), "build", "--exclude-resource-type", *excluded, *selected], env)
            by_topic = topics(target)
            print(f"{count:>14,} {'build':>8} {build_seconds:>8.1f} {build_cpu:>8.1f} {build_memory:>8.0f}")
        for names, _ in YARDSTICKS if not options.select else ():
            folders = [f"path:models/{layer}/{name}" for layer in ("intermediate", "marts") for name in names]
            command = [str(dbt), "build", "--exclude-resource-type", "unit_test", "test", "--select", *folders]
            runs = [(measured(command, env)[1], topics(target)) for _ in range(options.repeat)]
            cpu_alone[names] = statistics.median(cpu for cpu, _ in runs)
            alone[names] = statistics.median(sum(seconds[name] for name in names) for _, seconds in runs)
        set_limits = "".join(
            f"set {name} = '{limits[key]}';" for key, name in
            (("TIEOUT_MEMORY_LIMIT", "memory_limit"), ("TIEOUT_THREADS", "threads")) if key in limits)
        for name, sql in bare_queries(root, options.format).items():
            code = f"import duckdb; duckdb.connect().execute({set_limits + sql!r}).fetchall()"
            runs = [measured([sys.executable, "-c", code], os.environ) for _ in range(options.repeat)]
            seconds, cpu, memory = map(statistics.median, zip(*runs))
            bare[name], bare_cpu[name] = seconds, cpu
            ratio = f" {build_seconds / seconds:>8.1f}x" if build_seconds else ""
            print(f"{count:>14,} {name:>8} {seconds:>8.1f} {cpu:>8.1f} {memory:>8.0f}{ratio}")
        if by_topic:
            print("    " + ", ".join(f"{topic} {seconds:.1f} s" for topic, seconds in by_topic.most_common()))
        for names, yardsticks in YARDSTICKS:
            within = sum(by_topic[name] for name in names)
            for how, seconds, unit, yards in (
                ("within the build", within, "s", bare),
                ("by themselves", alone.get(names), "s", bare),
                ("by themselves", cpu_alone.get(names), "CPU s", bare_cpu),
            ):
                if seconds:
                    ratios = ", ".join(f"{seconds / yards[y]:.1f}x {y}" for y in yardsticks)
                    print(f"    {' and '.join(names)} {how}: {seconds:.1f} {unit}, {ratios}")
        print(f"    levels of the cost roll-up: {levels(env['TIEOUT_DB'])}")
        if not options.work:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
