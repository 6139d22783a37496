"""A corpus of 2,000 stories on a cluster that loses a worker and its scheduler: the rows of one machine.

Takes some minutes: `make cluster`.
"""

import json
import sys
from itertools import islice
from pathlib import Path

import pytest
from dask_cluster import Cluster
from runs import Rows, assert_undisturbed, rows, start, to_its_end

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
import corpus

pytest.importorskip("distributed", reason="the extra `dask` is not installed")
pytestmark = pytest.mark.cluster

STORIES = 2_000
MODEL = f"model:{32 << 10}"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short stories, one a line."""
    path = tmp_path_factory.mktemp("corpus") / "stories.jsonl"
    stories = islice(corpus.stories(10**9, 7, lengths=(1, 3)), STORIES)
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path) -> Rows:
    """The rows of one process."""
    out = source.parent / "whole"
    with to_its_end(start(source, out, 1, MODEL)):
        pass
    return rows(out)


def test_a_killed_worker_and_a_restarted_scheduler_change_no_row(
    source: Path, whole: Rows, dask: Cluster, tmp_path: Path
) -> None:
    assert len(whole["stories"]) == STORIES
    dask.disturb(start(source, tmp_path / "out", 2, MODEL, dask.address))
    assert_undisturbed(tmp_path / "out", whole)
