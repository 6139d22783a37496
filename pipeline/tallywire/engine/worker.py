"""A worker process: shard after shard, each answered by one message."""

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from tallywire.engine.memory import resident_bytes
from tallywire.engine.shards import Shard
from tallywire.engine.work import Site, WriteError, Written, raised
from tallywire.errors import TallywireError

#: A worker that holds more after a shard is replaced: the model takes half, the rest is what it remembers of words.
WORKER_BYTES = 450 << 20


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has its model and waits for shards."""


@dataclass(frozen=True, slots=True)
class Done:
    """The shard is written. With `ends`, the worker has grown too large and is to be replaced."""

    written: Written
    ends: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The shard raised an error."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The run cannot go on: the model cannot be loaded, or nothing can be written."""

    error: TallywireError | OSError


def serve(site: Site, pipe: Connection) -> None:
    """Do shard after shard, until the pipe is closed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):
        pipe.send(_prepared(site))
        while isinstance(shard := pipe.recv(), Shard):
            pipe.send(_answer(site, shard))


def _prepared(site: Site) -> Ready | Broken:
    try:
        site.prepare()
    except TallywireError as error:
        return Broken(error)
    return Ready()


def _answer(site: Site, shard: Shard) -> Done | Failed | Broken:
    try:
        return Done(site.perform(shard), resident_bytes() > WORKER_BYTES)
    except (TallywireError, WriteError) as error:
        return Broken(error)
    except Exception as error:  # the shard is tried again with care
        return Failed(raised(error))


def _end_with_parent() -> None:
    """End at once when the parent has: what the worker would write then belongs to nobody."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
