"""The cluster engine: on a real Dask cluster, started by its own commands, a run gives what it gives on one machine."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from dask_cluster import Cluster
from runs import after_shards, finish, leftovers, rows, start, text

pytest.importorskip("distributed", reason="the extra `dask` is not installed")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path / "dask")
    yield started
    started.kill(slice(None))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"text": text(n)}) for n in range(200)))
    return path


def test_a_killed_worker_and_a_restarted_scheduler_change_nothing(
    cluster: Cluster, records: Path, tmp_path: Path
) -> None:
    assert finish(records, tmp_path / "whole", 1) == 0
    process = start(records, tmp_path / "out", 2, 0.02, cluster.address)
    try:
        assert after_shards(process, 1)
        cluster.kill(slice(1, 2))
        assert after_shards(process, 1)
        cluster.kill(slice(None))
        time.sleep(0.5)
        cluster.begin(workers=1)
        _, errors = process.communicate(timeout=240)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    assert process.returncode == 0, errors
    assert rows(tmp_path / "out") == rows(tmp_path / "whole")
    assert leftovers(tmp_path / "out") == []


def test_a_story_that_kills_its_worker_is_left_out_by_a_cluster_made_for_the_run(records: Path, tmp_path: Path) -> None:
    lines = records.read_text().splitlines()[:40]
    lines[7] = json.dumps({"text": "kill-me"})
    records.write_text("\n".join(lines))
    process = start(records, tmp_path / "out", 1, 0, "own")
    _, errors = process.communicate(timeout=240)
    assert process.returncode == 3, errors
    [reject] = rows(tmp_path / "out")["errors"]
    assert (reject["source"], reject["error"]) == (f"{records}#7 story 0", "ProcessDied")
    assert len(rows(tmp_path / "out")["stories"]) == 40
