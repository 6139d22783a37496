"""The language model gives the same rows in one process, in several, when one dies, and on a cluster."""

import os
import signal
from pathlib import Path

import pytest
from runs import CHILDREN, Rows, after_shards, children, leftovers, rows, run, start, to_its_end

from tallywire.engine.annotators import load_annotator

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The rows of the seeds, worked on as one shard in this process."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run(SEEDS, out, make=load_annotator)
    return rows(out)


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not list a process's children")
def test_the_model_gives_the_same_rows_when_a_worker_is_killed(whole: Rows, tmp_path: Path) -> None:
    process = start(SEEDS, tmp_path / "out", 2, "model")
    with to_its_end(process):
        assert after_shards(process, 0)
        os.kill(children(process.pid)[-1], signal.SIGKILL)
    assert rows(tmp_path / "out") == whole
    assert leftovers(tmp_path / "out") == []


def test_the_model_gives_the_same_rows_on_a_cluster(whole: Rows, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with to_its_end(start(SEEDS, tmp_path / "out", 2, "model", "own")):
        pass
    assert rows(tmp_path / "out") == whole
