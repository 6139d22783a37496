"""The local engine: this process, or several of this machine, each given one shard at a time.

A worker writes what comes of a shard to the disk itself and hands over only its name, so neither side ever holds more
than one shard, however fast the workers are. A worker that dies is replaced, and so is one whose memory has grown.
"""

import signal
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait

from tallywire.engine.jobs import Jobs
from tallywire.engine.nursery import Nursery
from tallywire.engine.shards import Shard
from tallywire.engine.work import Site, WriteError, raised
from tallywire.engine.worker import Broken, Done, Failed, Ready, serve
from tallywire.errors import EngineError, TallywireError

#: Workers in a row that die before they have begun to work.
_STILLBORN = 3


def run_here(jobs: Jobs, site: Site) -> None:
    """Do all jobs in this process."""
    site.prepare()
    while shard := jobs.take():
        try:
            written = site.perform(shard)
        except (TallywireError, WriteError):
            raise
        except Exception as error:  # the shard is tried again with care
            jobs.failed(shard, raised(error))
        else:
            jobs.done(shard, written)


def run_in_pool(jobs: Jobs, site: Site, workers: int, nursery: Nursery) -> None:
    """Do all jobs in up to so many processes.

    Raises EngineError when workers die before they can work, else what keeps any of them from working at all.
    """
    with _Pool(site, workers, nursery) as pool:
        while pool.feed(jobs):
            pool.collect(jobs)


class _Worker:
    """A process, the pipe to it, and the shard that it has."""

    def __init__(self, pipe: Connection, number: int) -> None:
        self.pipe = pipe
        self.number = number
        self.ready = False
        self.shard: Shard | None = None

    def give(self, shard: Shard) -> None:
        self.shard = shard
        with suppress(BrokenPipeError):  # it has died: its end is noticed when it is read from
            self.pipe.send(shard)

    def receive(self) -> object:
        """Its next message; None when it has died."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return None


class _Pool:
    """Workers, started when there is a shard for them."""

    def __init__(self, site: Site, most: int, nursery: Nursery) -> None:
        self._site = site
        self._most = most
        self._nursery = nursery
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in [*self._workers]:
            self._end(worker)

    def feed(self, jobs: Jobs) -> bool:
        """Give every idle worker a shard, and start workers for more; whether any work is going on."""
        while idle := next((worker for worker in self._workers if worker.shard is None), None):
            shard = jobs.take()
            if shard is None:
                break
            idle.give(shard)
        while len(self._workers) < self._most and (shard := jobs.take()):
            self._start(shard, jobs)
        return any(worker.shard is not None for worker in self._workers)

    def collect(self, jobs: Jobs) -> None:
        """Wait for workers and take what they have to say."""
        busy = {worker.pipe: worker for worker in self._workers if worker.shard is not None}
        for pipe in wait(list(busy)):
            assert isinstance(pipe, Connection)
            self._hear(busy[pipe], jobs)

    def _hear(self, worker: _Worker, jobs: Jobs) -> None:
        message = worker.receive()
        shard = worker.shard
        assert shard is not None
        match message:
            case Ready():
                worker.ready = True
                self._stillborn = 0
                return
            case Done(written, ends):
                jobs.done(shard, written)
                worker.shard = None
                if ends:
                    self._end(worker)
            case Failed(reason):
                jobs.failed(shard, reason)
                worker.shard = None
            case Broken(error):
                raise error
            case _:
                self._bury(worker, shard, jobs)

    def _start(self, shard: Shard, jobs: Jobs) -> None:
        try:
            worker = _Worker(*self._nursery.start(partial(serve, self._site)))
        except (OSError, EOFError):
            self._not_begun(shard, jobs, "the process that starts them is gone")
            return
        self._workers.append(worker)
        worker.give(shard)

    def _end(self, worker: _Worker) -> str:
        """End a worker, or see it off that has died; how it ended."""
        self._workers.remove(worker)
        worker.pipe.close()
        code = self._nursery.end(worker.number)
        if code is None:
            return "exit code not known"
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def _bury(self, worker: _Worker, shard: Shard, jobs: Jobs) -> None:
        """A worker has died: have its shard done again, unless it never came to it."""
        how = self._end(worker)
        if worker.ready:
            jobs.failed(shard, f"it ended the process that worked on it, twice ({how}); it was left out.")
        else:
            self._not_begun(shard, jobs, how)

    def _not_begun(self, shard: Shard, jobs: Jobs, how: str) -> None:
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise EngineError(
                f"worker processes end before they can begin ({how}); if memory is short, run with fewer --workers."
            )
        jobs.again(shard)
