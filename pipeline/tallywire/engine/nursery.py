"""Where workers come from.

Where a process can be copied, workers are copies of one that has loaded what annotates: a new one is there at once, and
its memory is shared with the others' until it is written to. Elsewhere each begins anew and loads for itself.

Nothing else of the tool is imported with this module, so that the loading can begin before anything else.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import Protocol

#: One thread a worker for matrix products: there are as many workers as cores.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

#: What a worker does with the pipe to the one that hands out the work; has to be picklable.
Serve = Callable[[Connection], None]


class Nursery(Protocol):
    """Starts worker processes and ends them."""

    def begin(self) -> None:
        """Begin to prepare what the first worker would have to wait for."""

    def start(self, serve: Serve) -> tuple[Connection, int]:
        """A worker: the pipe to it, and its number. Raises OSError or EOFError when it cannot be started."""

    def end(self, worker: int) -> int | None:
        """End a worker at once, if it lives; its exit code, or None when nobody knows."""

    def close(self) -> None:
        """End what is still there of the nursery itself."""


def nursery(prepare: Callable[[], None]) -> Nursery:
    """Workers in which `prepare`, which has to be picklable, has been called; what it raises is left to `serve`."""
    # Other systems that can copy a process do not bear it once their libraries are loaded.
    return _Copies(prepare) if sys.platform == "linux" else _Anew(prepare)


class _Anew:
    """Each worker is a new process."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare = prepare
        self._processes: dict[int, BaseProcess] = {}

    def begin(self) -> None:
        """Nothing can be prepared before there is a worker."""

    def start(self, serve: Serve) -> tuple[Connection, int]:
        pipe, process = _spawned(_prepared, self._prepare, serve)
        assert process.pid is not None
        self._processes[process.pid] = process
        return pipe, process.pid

    def end(self, worker: int) -> int | None:
        return _end(self._processes.pop(worker))

    def close(self) -> None:
        while self._processes:
            _end(self._processes.popitem()[1])


class _Copies:
    """One new process prepares itself; each worker is a copy of it."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare = prepare
        self._begun: tuple[Connection, BaseProcess] | None = None

    def begin(self) -> None:
        # Early, this process holds nothing yet that a copy must not have, such as the dataset's lock.
        new = _copied if _has_one_thread() else _spawned
        self._begun = self._begun or new(_copy_on_demand, self._prepare)

    def start(self, serve: Serve) -> tuple[Connection, int]:
        asked, process = self._begun = self._begun or _spawned(_copy_on_demand, self._prepare)
        pipe, theirs = get_context("spawn").Pipe()
        try:
            assert process.pid is not None
            asked.send(serve)
            send_handle(asked, theirs.fileno(), process.pid)
            return pipe, asked.recv()
        except (OSError, EOFError):  # it is gone: the next one that is asked for has another
            self.close()
            pipe.close()
            raise
        finally:
            theirs.close()

    def end(self, worker: int) -> int | None:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        with suppress(OSError, EOFError):
            if self._begun:
                asked, _ = self._begun
                asked.send(worker)
                code: int | None = asked.recv()
                return code
        return None

    def close(self) -> None:
        if self._begun:
            pipe, process = self._begun
            self._begun = None
            pipe.close()
            _end(process)


def _copy_on_demand(prepare: Callable[[], None], pipe: Connection) -> None:
    """Start a copy of this process for every `Serve` that comes, and say how one ended whose number comes."""
    with suppress(Exception):
        prepare()
    with suppress(EOFError, ConnectionError):
        while True:
            asked: Serve | int = pipe.recv()
            pipe.send(_exit_code(asked) if isinstance(asked, int) else _worker(asked, pipe))


def _worker(serve: Serve, pipe: Connection) -> int:
    worker = Connection(recv_handle(pipe))
    number = os.fork()
    if number:
        worker.close()
        return number
    pipe.close()
    try:
        serve(worker)
    finally:
        os._exit(1)  # not back into the loop of the one that it is a copy of


def _exit_code(worker: int) -> int | None:
    try:
        return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    except ChildProcessError:  # a copy of the process that was there before this one
        return None


def _prepared(prepare: Callable[[], None], serve: Serve, pipe: Connection) -> None:
    with suppress(Exception):
        prepare()
    serve(pipe)


def _has_one_thread() -> bool:
    """Whether this process can be copied without a thought for what its other threads hold."""
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _copied(target: Callable[..., None], *given: object) -> tuple[Connection, BaseProcess]:
    """A copy of this process that calls `target` with what is given and a pipe, whose other end is returned."""
    context = get_context("fork")
    pipe, theirs = context.Pipe()

    def begin() -> None:
        pipe.close()
        target(*given, theirs)

    return pipe, _started(context.Process(target=begin, daemon=True), theirs)


def _spawned(target: Callable[..., None], *given: object) -> tuple[Connection, BaseProcess]:
    """A new process that does."""
    context = get_context("spawn")
    pipe, theirs = context.Pipe()
    return pipe, _started(context.Process(target=target, args=(*given, theirs), daemon=True), theirs)


def _started(process: BaseProcess, theirs: Connection) -> BaseProcess:
    with _deaf_to_interrupts(), _one_thread():
        process.start()
    theirs.close()
    return process


def _end(process: BaseProcess) -> int | None:
    """End a process at once: taking a loaded model down takes it a while."""
    process.kill()
    process.join()
    code = process.exitcode
    process.close()
    return code


@contextmanager
def _one_thread() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


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
