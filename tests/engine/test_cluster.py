"""The cluster engine: on a real Dask cluster, started by its own commands, a run gives what it gives on one machine."""

import json
from pathlib import Path

import pytest
import stub
from dask_cluster import Cluster
from runs import assert_undisturbed, finish, rows, start, text
from stub import SETTINGS

from tallywire.engine import cluster
from tallywire.engine.shards import Shard, Stretch
from tallywire.engine.watch import Annotates
from tallywire.engine.work import Site
from tallywire.errors import EngineError
from tallywire.read import Input, find_inputs
from tallywire.settings import RunSettings

pytest.importorskip("distributed", reason="the extra `dask` is not installed")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps({"text": text(n)}) for n in range(200)))
    return path


def test_a_killed_worker_and_a_restarted_scheduler_change_nothing(dask: Cluster, records: Path, tmp_path: Path) -> None:
    assert finish(records, tmp_path / "whole", 1) == 0
    dask.disturb(start(records, tmp_path / "out", 2, 0.02, dask.address))
    assert_undisturbed(tmp_path / "out", rows(tmp_path / "whole"))


def test_a_worker_that_does_not_see_an_input_says_so(records: Path, tmp_path: Path) -> None:
    there = Stretch(Input(str(records), records), "ab", 0, None, 1)
    gone = Stretch(Input("gone", tmp_path / "gone"), "ab", 0, None, 1)
    with pytest.raises(EngineError, match=r"does not see \S+gone; name inputs and --out by URL"):
        cluster.perform(Site(SETTINGS, tmp_path), Shard((there, gone)))
    with pytest.raises(EngineError, match=r"does not see \S+nowhere"):
        cluster.perform(Site(SETTINGS, tmp_path / "nowhere"), Shard((there,)))


def test_a_worker_has_the_file_of_actors(records: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    made: list[bytes] = []

    def make(settings: RunSettings) -> Annotates:
        assert settings.actors
        made.append(settings.actors.read_bytes())
        return stub.make(settings)

    [item], _ = find_inputs([str(records)])
    site = Site(SETTINGS.model_copy(update={"actors": tmp_path / "elsewhere.csv"}), tmp_path / "out", make)
    cluster.perform(site, Shard((Stretch(item, None, 0, 2, 1),)), b"name,type,country,aliases\n")
    assert made == [b"name,type,country,aliases\n"]


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
