"""What dies loses only its shard: whatever is killed, and whenever, the dataset comes out as if nothing had been."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from runs import CHILDREN, Rows, after_shards, assert_undisturbed, children, finish, rows, start, to_its_end

from tallywire.store import STAGING


@pytest.fixture
def whole(inputs: Path, tmp_path: Path) -> Rows:
    """The rows of a run that nothing disturbs."""
    assert finish(inputs, tmp_path / "whole", 1) == 0
    return rows(tmp_path / "whole")


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not list a process's children")
@pytest.mark.parametrize("most", [6, pytest.param(20, marks=pytest.mark.crash)])
def test_a_run_that_is_killed_at_any_moment_goes_on_to_the_same_dataset(
    inputs: Path, whole: Rows, tmp_path: Path, most: int
) -> None:
    out = tmp_path / "out"
    chance = random.Random(most)
    kills = 0
    for _ in range(most):
        process = start(inputs, out, workers=2, seconds=0.01)
        going = after_shards(process, chance.choice([-1, 0, 0, 1, 2]))
        time.sleep(chance.uniform(0, 0.2))
        workers = children(process.pid)
        process.kill()
        process.communicate()
        kills += going
        deadline = time.monotonic() + 10
        while not all(map(is_gone, workers)):
            assert time.monotonic() < deadline, "workers outlive their parent"
            time.sleep(0.01)
        if not going:
            break
    assert kills > most // 4
    assert finish(inputs, out, 2) == 0
    assert_undisturbed(out, whole)
    assert not (out / STAGING).exists()


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not list a process's children")
def test_workers_that_are_killed_are_replaced(inputs: Path, whole: Rows, tmp_path: Path) -> None:
    process = start(inputs, tmp_path / "out", workers=2, seconds=0.01)
    chance = random.Random(3)
    with to_its_end(process):
        for shards in (1, 1, 2):
            if after_shards(process, shards):
                # One of them starts the others, and one may be what multiprocessing keeps its books with.
                os.kill(chance.choice(children(process.pid)), signal.SIGKILL)
    assert_undisturbed(tmp_path / "out", whole)


@pytest.mark.skipif(not CHILDREN.exists(), reason="the system does not list a process's children")
def test_the_process_that_starts_workers_is_replaced(inputs: Path, whole: Rows, tmp_path: Path) -> None:
    process = start(inputs, tmp_path / "out", workers=2, seconds=0.01)
    with to_its_end(process):
        assert after_shards(process, 1)
        starter = next(child for child in children(process.pid) if children(child))
        worker = children(starter)[0]
        os.kill(starter, signal.SIGKILL)
        os.kill(worker, signal.SIGKILL)
    assert_undisturbed(tmp_path / "out", whole)


def test_an_interrupt_stops_in_seconds_and_what_is_done_is_kept(inputs: Path, whole: Rows, tmp_path: Path) -> None:
    process = start(inputs, tmp_path / "out", workers=2, seconds=0.05)
    assert after_shards(process, 2)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert time.monotonic() - began < 5
    kept = len(list((tmp_path / "out" / STAGING / "shards").iterdir()))
    assert kept >= 2
    process = start(inputs, tmp_path / "out", workers=1)
    lines, _ = process.communicate(timeout=60)
    assert rows(tmp_path / "out") == whole
    assert lines.count("shard") + kept <= len(whole["stories"])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_is_said_clearly_and_the_run_goes_on_when_there_is_room(
    inputs: Path, whole: Rows, tmp_path: Path, workers: int
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("only an administrator can make a small disk")
    out = disk / "out"
    try:
        assert finish(inputs / "town1.txt", out, 1) == 0
        before = rows(out)
        process = start(inputs, out, workers)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 2
        assert "No space left on device; choose another --out folder, or make room" in errors
        assert "Traceback" not in errors
        assert rows(out) == before
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        assert finish(inputs, out, workers) == 0
        assert_undisturbed(out, whole)
    finally:
        subprocess.run(["umount", disk], check=True)
