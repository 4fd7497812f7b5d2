"""What several test modules share: it is built once."""

import json
import time
import types

import pytest

from builds import FEBRUARY, NO_UNIT_TESTS, build, environment


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample company built for February 2026: warehouse, target folder, manifest and seconds the build took."""
    db, target = tmp_path_factory.mktemp("sample") / "tieout.duckdb", tmp_path_factory.mktemp("target")
    started = time.monotonic()
    code, output = build(*NO_UNIT_TESTS, env=environment(db, target, **FEBRUARY))
    seconds = time.monotonic() - started
    assert code == 0, output[-3000:]
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return types.SimpleNamespace(db=db, target=target, manifest=manifest, seconds=seconds)
