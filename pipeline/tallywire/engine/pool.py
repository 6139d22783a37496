"""The local engine: processes of this machine, each with a model of its own, each given one shard at a time.

A worker writes what comes of a shard to the disk itself and hands over only its name, so neither side ever holds more
than one shard, however fast the workers are. A worker that dies is replaced, and so is one whose memory has grown.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from tallywire.engine.jobs import Jobs
from tallywire.engine.lean import free_early, slow_collector, spare_pandas
from tallywire.engine.memory import resident_bytes
from tallywire.engine.shards import Shard
from tallywire.engine.work import Site, WriteError, Written, raised
from tallywire.errors import EngineError, TallywireError

#: A worker that holds more after a shard is replaced: the model takes half of it, the rest is what fragments.
WORKER_BYTES = 500 << 20
#: Workers in a row that die before they have begun to work.
_STILLBORN = 3
_SECONDS_TO_END = 5
#: One thread a worker for matrix products: there are as many workers as cores.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class _Ready:
    """The worker has its model and waits for shards."""


@dataclass(frozen=True, slots=True)
class _Done:
    """The shard is written. With `ends`, the worker has grown too large and is to be replaced."""

    written: Written
    ends: bool


@dataclass(frozen=True, slots=True)
class _Failed:
    """The shard raised an error."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Broken:
    """The run cannot go on: the model cannot be loaded, or nothing can be written."""

    error: TallywireError | OSError


def run_in_pool(jobs: Jobs, site: Site, workers: int) -> None:
    """Do all jobs in up to so many processes.

    Raises EngineError when workers die before they can work, else what keeps any of them from working at all.
    """
    with _Pool(site, workers) as pool:
        while pool.feed(jobs):
            pool.collect(jobs)


class _Worker:
    """A process, the pipe to it, and the shard that it has."""

    def __init__(self, site: Site) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(site, theirs), daemon=True)
        with _deaf_to_interrupts():
            self.process.start()
        theirs.close()
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

    def stop(self) -> None:
        """End it at once: what it has done is written, and taking a loaded model down takes it a while."""
        self.process.kill()
        self.end()

    def end(self) -> str:
        """Wait for it to end; how it ended."""
        self.pipe.close()
        self.process.join(_SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


class _Pool:
    """Workers, started when there is a shard for them."""

    def __init__(self, site: Site, most: int) -> None:
        self._site = site
        self._most = most
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> "_Pool":
        self._environment = {name: os.environ.get(name) for name in _THREADS}
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        return self

    def __exit__(self, *_: object) -> None:
        for name, value in self._environment.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        for worker in self._workers:
            worker.stop()

    def feed(self, jobs: Jobs) -> bool:
        """Give every idle worker a shard, and start workers for more; whether any work is going on."""
        while idle := next((worker for worker in self._workers if worker.shard is None), None):
            shard = jobs.take()
            if shard is None:
                break
            idle.give(shard)
        while len(self._workers) < self._most and (shard := jobs.take()):
            worker = _Worker(self._site)
            self._workers.append(worker)
            worker.give(shard)
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
            case _Ready():
                worker.ready = True
                self._stillborn = 0
                return
            case _Done(written, ends):
                jobs.done(shard, written)
                worker.shard = None
                if ends:
                    self._workers.remove(worker)
                    worker.stop()
            case _Failed(reason):
                jobs.failed(shard, reason)
                worker.shard = None
            case _Broken(error):
                raise error
            case _:
                self._bury(worker, shard, jobs)

    def _bury(self, worker: _Worker, shard: Shard, jobs: Jobs) -> None:
        """A worker has died: have its shard done again, unless it never came to it."""
        self._workers.remove(worker)
        how = worker.end()
        if worker.ready:
            jobs.failed(shard, f"it ended the process that worked on it, twice ({how}); it was left out.")
            return
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise EngineError(
                f"worker processes end before they can begin ({how}); if memory is short, run with fewer --workers."
            )
        jobs.again(shard)


def _serve(site: Site, pipe: Connection) -> None:
    """A worker: shard after shard, until the pipe is closed."""
    slow_collector()
    spare_pandas()
    free_early()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):
        pipe.send(_prepared(site))
        while isinstance(shard := pipe.recv(), Shard):
            pipe.send(_answer(site, shard))


def _prepared(site: Site) -> _Ready | _Broken:
    try:
        site.prepare()
    except TallywireError as error:
        return _Broken(error)
    return _Ready()


def _answer(site: Site, shard: Shard) -> _Done | _Failed | _Broken:
    try:
        return _Done(site.perform(shard), resident_bytes() > WORKER_BYTES)
    except (TallywireError, WriteError) as error:
        return _Broken(error)
    except Exception as error:  # the shard is tried again with care
        return _Failed(raised(error))


def _end_with_parent() -> None:
    """End at once when the parent has: what the worker would write then belongs to nobody."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start children that do not hear Ctrl-C, which a terminal sends to them too: the parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
