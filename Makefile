# Two commands: make build, make test. Both set up .venv from the lock file once.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export DBT_SEND_ANONYMOUS_USAGE_STATS = false

.PHONY: build test clean

.venv/.ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	touch $@

build: .venv/.ready
	@mkdir -p "$$(dirname "$${TIEOUT_DB:-warehouse/tieout.duckdb}")"
	$(BIN)/dbt build --exclude-resource-type unit_test $(ARGS)

test: .venv/.ready
	$(BIN)/sqlfluff lint --processes 2 models tests/data analyses
	@mkdir -p warehouse
	TIEOUT_DB=warehouse/test.duckdb BC_EXPORT_PATH= $(BIN)/dbt build
	$(BIN)/python -m pytest $(ARGS)

clean:
	rm -rf target logs warehouse/*.duckdb*
