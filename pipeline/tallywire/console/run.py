"""Runs the extraction with its progress, on what the command line names."""

import os
from collections.abc import Sequence

from rich.console import Console

from tallywire.console.progress import RunProgress
from tallywire.engine.local import Engine, run
from tallywire.errors import UsageError
from tallywire.location import Location
from tallywire.settings import RunSettings


def run_inputs(
    inputs: Sequence[str],
    out: Location,
    settings: RunSettings,
    console: Console,
    *,
    workers: int,
    engine: Engine | None,
    replace: bool,
) -> bool:
    """Bring the dataset `out` to hold the inputs and print what came of it; whether none was rejected.

    Raises ModelError, DatasetError or EngineError as `tallywire.engine.local.run` does.
    """
    with RunProgress(console) as progress:
        summary = run(inputs, out, settings, progress, replace=replace, workers=workers, engine=engine)
    progress.report(summary)
    return not summary.errors


def engine_named(name: str, scheduler: str | None, workers: int) -> Engine | None:
    """What does the work: None for this machine's processes. Raises UsageError for a scheduler without Dask."""
    if name == "local":
        if scheduler:
            raise UsageError("--scheduler names a Dask scheduler; add --engine dask.")
        return None
    from tallywire.engine.cluster import ClusterEngine

    return ClusterEngine(scheduler, workers)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pairs(written: Sequence[str] | None) -> dict[str, str] | None:
    """`["text=body"]` as `{"text": "body"}`; None when nothing is given. Raises UsageError without `=`."""
    parts = [part.partition("=") for part in written or ()]
    for field, sign, name in parts:
        if not (sign and name):
            raise UsageError(f"--column {field!r} names no column; write FIELD=NAME, as --column text=body.")
    return {field: name for field, _, name in parts} or None
