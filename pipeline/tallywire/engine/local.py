"""A run: inputs in, a dataset out, on this machine or a cluster.

Light to import: where there is work for several processes, they begin to load before this one goes on.
"""

import dataclasses
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tallywire.engine import shards
from tallywire.engine.annotators import MakeAnnotator, anywhere, load_annotator, prepare_worker
from tallywire.engine.lean import free_early, spare_pandas
from tallywire.engine.nursery import nursery
from tallywire.location import Location
from tallywire.read import Selection, find_inputs
from tallywire.records import Reject
from tallywire.settings import RunSettings

if TYPE_CHECKING:
    from tallywire.engine.jobs import Jobs, Progress
    from tallywire.engine.work import Site

#: Does jobs until there are none.
Engine = Callable[["Jobs", "Site"], None]
#: Bytes of input from which even a single worker is a process of its own, which can be replaced: what a model
#: remembers grows with the words that it has seen.
_ALONE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in the dataset after a run, and what the run did for it: words read, seconds taken.

    `skipped` counts the inputs that were done before; `rejects` are the first of the dataset.
    """

    out: Location
    stories: int
    claims: int
    errors: int
    duplicates: int
    other_languages: int
    rejects: tuple[Reject, ...]
    skipped: int
    words: int
    seconds: float = 0.0


def run(
    names: Iterable[str],
    out: Location,
    settings: RunSettings,
    progress: "Progress",
    *,
    replace: bool = False,
    workers: int = 1,
    engine: Engine | None = None,
    make: MakeAnnotator = load_annotator,
) -> Summary:
    """Bring the dataset `out` to hold the stories and claims of the inputs that `names` stand for.

    Inputs that it holds already are not read again, those that have changed are replaced, others stay; with `replace`
    it begins anew. The work is done in this process, in up to `workers` processes when there is enough of it, or by
    `engine`. `make` loads what annotates.

    Raises ModelError, DatasetError or EngineError when the model cannot be loaded, `out` not be written, or work not
    be done; the dataset is then as it was, and the same call goes on from what is done.
    """
    began = time.monotonic()
    inputs, rejects = find_inputs(names, Selection(settings.include, settings.exclude))
    own = _Processes(workers, partial(prepare_worker, make, anywhere(settings)))
    try:
        if not engine and not settings.limit:
            own.begin(sum(item.size for item in inputs))
        spare_pandas()
        free_early()
        from tallywire.engine.session import bring

        done = bring(out, settings, (inputs, rejects), progress, replace=replace, engine=engine or own, make=make)
    finally:
        own.close()
    return dataclasses.replace(done, seconds=time.monotonic() - began)


class _Processes:
    """The local engine: this process for little work, else up to so many `workers`, in which `prepare` is called."""

    def __init__(self, workers: int, prepare: Callable[[], None]) -> None:
        self._workers = workers
        self._nursery = nursery(prepare)

    def begin(self, size: int) -> None:
        """Have processes begin to load, if there is work for several in inputs of so many bytes."""
        if self._workers > 1 and size > shards.SHARD_BYTES:
            self._nursery.begin()

    def __call__(self, jobs: "Jobs", site: "Site") -> None:
        from tallywire.engine.pool import run_here, run_in_pool

        if jobs.is_single() or (self._workers == 1 and jobs.size <= _ALONE_BYTES):
            run_here(jobs, site)
        else:
            run_in_pool(jobs, site, self._workers, self._nursery)

    def close(self) -> None:
        self._nursery.close()
