"""Inputs of the tests of runs, and a cluster for them."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # workers import `stub` by this name, and the tests `runs`

from dask_cluster import Cluster
from runs import text

from tallywire.engine import shards


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of some records."""
    monkeypatch.setattr(shards, "SHARD_BYTES", 2_000)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder of inputs: a file of 120 records, of which some repeat others, and some small files."""
    folder = tmp_path / "in"
    folder.mkdir()
    records = [{"text": text(n % 110), "title": f"Lamps {n}"} for n in range(120)]
    (folder / "many.jsonl").write_text("\n".join(json.dumps(record) for record in records) + "\n")
    for number in range(10):
        (folder / f"town{number}.txt").write_text(f"Town hall news\n\n{text(200 + number % 8)}\n")
    return folder


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    """A Dask cluster of two workers on this machine."""
    started = Cluster(tmp_path / "dask")
    yield started
    started.kill(slice(None))
