"""What the tests of runs share: runs with a stand-in for the model, and datasets to compare."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import stub

from tallywire.engine import local
from tallywire.engine.local import Summary
from tallywire.location import Location, Remote
from tallywire.store import read_manifest, read_table

Rows = dict[str, list[dict[str, Any]]]
#: Lists the processes that this one has started, where the system has such a file.
CHILDREN = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
TABLES = ("stories", "claims", "errors")


def text(number: int) -> str:
    return (
        f"Town {number} counted {number * 37:,} lamps and {number} bridges this year, said the mayor of town {number}."
    )


class Silent:
    """Shows no progress."""

    def start(self, size: int, done: int) -> None: ...
    def advance(self, size: int, written: object) -> None: ...


def run(names: Location | list[Location], out: Location, **given: object) -> Summary:
    """A run in this process, with the stand-in's settings unless others are given."""
    settings = given.pop("settings", stub.SETTINGS)
    sources = names if isinstance(names, list) else [names]
    given = {"make": stub.make, **given}
    return local.run([str(name) for name in sources], out, settings, Silent(), **given)  # type: ignore[arg-type]


def rows(out: Location) -> Rows:
    """The dataset, row for row, as its readers see it."""
    return {name: read_table(out, name).to_pylist() for name in TABLES}


def leftovers(out: Location) -> list[str]:
    """The files in the dataset's folder that are none of it."""
    parts = {f"{part.name}.parquet" for part in read_manifest(out).parts}
    files = [place for place, _, _ in out.files_below()] if isinstance(out, Remote) else out.rglob("*")
    return sorted(path.name for path in files if path.is_file() and path.name not in parts | {"manifest.json"})


def assert_undisturbed(out: Location, whole: Rows) -> None:
    """The dataset has the rows of a run that nothing disturbed, and nothing else is left of its runs."""
    assert rows(out) == whole
    assert leftovers(out) == []


def start(
    source: Location, out: Location, workers: int, seconds: float | str = 0.0, *more: str
) -> "subprocess.Popen[str]":
    """A run in a process of its own."""
    command = [sys.executable, Path(__file__).with_name("stub.py"), source, out, workers, seconds, *more]
    return subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(source: Location, out: Location, workers: int) -> int:
    """A run to its end; its exit code."""
    process = start(source, out, workers)
    _, errors = process.communicate(timeout=120)
    assert "Traceback" not in errors, errors
    return process.returncode


@contextmanager
def to_its_end(process: "subprocess.Popen[str]") -> Iterator[None]:
    """What is done to a run while it works; the run then has to end well, and never outlives the test."""
    try:
        yield
        _, errors = process.communicate(timeout=900)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    assert process.returncode == 0, errors


def after_shards(process: "subprocess.Popen[str]", most: int) -> bool:
    """Wait until so many shards are done; whether the run is still going on."""
    assert process.stdout
    for line in process.stdout:
        most -= line == "shard\n"
        if most < 0:
            return True
    return False


def children(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have, as far as they still are."""
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*found, *(below for child in found for below in children(child))]
