"""The cluster engine: the same shards as Dask tasks, for inputs and a dataset that all machines reach: by URL, or on a
file system that they share.

One task is one shard. A worker writes it to the dataset's hidden folder and reports its name; this process commits it,
so a task that is lost, or done twice, changes nothing. When the scheduler goes away, what it had is handed out again.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from socket import gethostname
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

from tallywire.engine.jobs import Jobs
from tallywire.engine.shards import Shard
from tallywire.engine.work import Site, WriteError, Written, raised
from tallywire.errors import EngineError, TallywireError, UsageError
from tallywire.records import digest

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for a task to end before looking whether any was lost.
_LOOK = 1
#: Seconds to wait for a scheduler, at the beginning and when it has gone away.
_PATIENCE = 120

#: Jobs are tried again here, with care, and a worker that dies repeatedly is started again each time.
_OWN_CLUSTER = {"distributed.scheduler.allowed-failures": 0, "distributed.deploy.lost-worker-timeout": "1 day"}

_one_at_a_time = threading.Lock()


class ClusterEngine:
    """Does jobs on the Dask cluster of the scheduler at an address, or on one of `workers` processes made for the run.

    Raises UsageError when Dask is not installed, EngineError when the scheduler cannot be reached.
    """

    def __init__(self, scheduler: str | None, workers: int) -> None:
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise UsageError("--engine dask needs Dask; install it with pip install 'tallywire[dask]'.") from error
        self._scheduler = scheduler
        self._workers = workers

    def __call__(self, jobs: Jobs, site: Site) -> None:
        """Do all jobs."""
        with self._address() as address:
            tasks = _Tasks(jobs, site)
            while not tasks.are_done:
                with _connected(address) as client:
                    tasks.work(client)

    @contextmanager
    def _address(self) -> Iterator[str]:
        if self._scheduler:
            yield self._scheduler
            return
        import dask
        from distributed import LocalCluster

        with (
            dask.config.set(_OWN_CLUSTER),
            LocalCluster(
                n_workers=self._workers, threads_per_worker=1, dashboard_address=":0", silence_logs="CRITICAL"
            ) as cluster,
        ):
            yield cluster.scheduler_address


class _Tasks:
    """The shards that are with the cluster."""

    def __init__(self, jobs: Jobs, site: Site) -> None:
        self._jobs = jobs
        self._site = site
        self._actors = site.settings.actors.read_bytes() if site.settings.actors else None
        self._given: dict[Future[Written], Shard] = {}
        self._ended = threading.Event()
        self.are_done = False

    def work(self, client: "Client") -> None:
        """Hand out shards and take what comes back, until all are done or the connection is lost for good."""
        while client.status != "closed":
            self._feed(client)
            if not self._given:
                self.are_done = True
                return
            self._ended.wait(_LOOK)
            self._ended.clear()
            for future in [future for future in self._given if future.status != "pending"]:
                self._take(future, self._given.pop(future))
        for shard in self._given.values():
            self._jobs.again(shard)
        self._given.clear()

    def _feed(self, client: "Client") -> None:
        """Hand out one shard a thread: one that waits behind a shard that kills its worker would be blamed with it."""
        workers = client.scheduler_info(n_workers=-1)["workers"].values()
        most = max(1, sum(worker["nthreads"] for worker in workers))
        while len(self._given) < most and (shard := self._jobs.take()):
            key = f"tallywire-{shard.name}-{uuid4().hex[:8]}"
            future = client.submit(perform, self._site, shard, self._actors, key=key, pure=False)
            future.add_done_callback(lambda _: self._ended.set())
            self._given[future] = shard

    def _take(self, future: "Future[Written]", shard: Shard) -> None:
        from distributed.scheduler import KilledWorker

        if future.status == "finished":
            self._jobs.done(shard, future.result())
            return
        if future.status != "error":  # cancelled or lost with the scheduler that had it
            self._jobs.again(shard)
            return
        match future.exception():
            case KilledWorker():
                self._jobs.failed(shard, "it ended the processes that worked on it; it was left out.")
            case TallywireError() | WriteError() as error:
                raise error
            case Exception() as error:
                self._jobs.failed(shard, raised(error))
            case other:
                raise EngineError(f"a task ended in a way that is not known: {other!r}")


def perform(site: Site, shard: Shard, actors: bytes | None = None) -> Written:
    """Work on a shard, in a worker; one at a time in a process, which has one model. `actors` is the file of actors.

    Raises EngineError when this machine does not see what the one that hands out the work does.
    """
    _refuse_blind(site, shard)
    with _one_at_a_time:
        return (_with_actors(site, actors) if actors else site).perform(shard)


def _refuse_blind(site: Site, shard: Shard) -> None:
    paths = [stretch.input.path for stretch in shard.stretches if stretch.sha256]
    unseen = [path for path in [site.folder, *paths] if isinstance(path, Path) and not path.exists()]
    if unseen:
        raise EngineError(
            f"the worker on {gethostname()} does not see {unseen[0]}; name inputs and --out by URL (s3://...), or by "
            "paths that all machines share."
        )


def _with_actors(site: Site, actors: bytes) -> Site:
    """The site with a copy of the file of actors in this process's own folder."""
    path = Path(_own_folder().name) / f"{digest(actors.hex())}.csv"
    if not path.exists():
        path.write_bytes(actors)
    return replace(site, settings=site.settings.model_copy(update={"actors": path}))


@cache
def _own_folder() -> "TemporaryDirectory[str]":
    """A folder that goes when this process does."""
    return TemporaryDirectory(prefix="tallywire-")


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    from distributed import Client

    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        raise EngineError(f"no Dask scheduler answers at {address}; check --scheduler, or start one.") from error
    try:
        yield client
    finally:
        client.close()
