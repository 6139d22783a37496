"""The shards of a run from first to last: what is still to do, what is done, and what becomes of one that fails."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from tallywire.engine.shards import Shard, Spared
from tallywire.engine.watch import read_mark
from tallywire.engine.work import Site, Written
from tallywire.errors import EngineError
from tallywire.store import Staged, Staging

#: Attempts of a run, all shards together, that may end before their shard is begun.
_IDLE = 50


class Progress(Protocol):
    """Is told how a run goes on."""

    def start(self, size: int, done: int) -> None:
        """The inputs are known: bytes in all, and how many of them an interrupted run has done."""

    def advance(self, size: int, written: Written) -> None:
        """A shard of so many bytes is done."""


class Jobs:
    """Hands out shards and commits what comes back. An engine takes, works, and reports each as done or failed.

    A shard that fails is tried again with care, story by story. What careful work ends at twice is left out of the next
    attempt and becomes a reject, until the shard is done; a process that is killed from outside costs no story.
    """

    def __init__(
        self,
        shards: Iterator[Shard],
        size: int,
        site: Site,
        staging: Staging,
        progress: Progress,
        limit: int | None = None,
    ) -> None:
        self._shards = shards
        #: Bytes of the inputs, about.
        self.size = size
        self._again: deque[Shard] = deque()
        self._site = site
        self._staging = staging
        self._progress = progress
        self._left = limit
        self._idle = 0
        self.committed: list[Staged] = []
        self.words = 0

    def take(self) -> Shard | None:
        """A shard to work on; None when there is none now."""
        shard = self._again.popleft() if self._again else next(self._shards, None)
        if shard is None or self._left is None:
            return shard
        return replace(shard, limit=self._left)

    def is_single(self) -> bool:
        """Whether at most one shard is to do."""
        while len(self._again) < 2 and (shard := next(self._shards, None)):
            self._again.append(shard)
        return len(self._again) < 2

    def done(self, shard: Shard, written: Written) -> None:
        """Commit what came of a shard."""
        self.committed.append(self._staging.commit(written.name, written.pieces))
        self._site.mark(shard).unlink(missing_ok=True)
        self.words += written.words
        if self._left is not None:
            self._left -= written.dumps
        self._progress.advance(shard.size, written)

    def again(self, shard: Shard) -> None:
        """Have a shard done that nobody came to."""
        self._again.appendleft(shard)

    def _not_begun(self, shard: Shard, reason: str) -> None:
        self._idle += 1
        if self._idle > _IDLE:
            raise EngineError(f"processes end before they begin to work: {reason}")
        self.again(shard)

    def failed(self, shard: Shard, reason: str) -> None:
        """Have a shard done again, without what it ended at twice."""
        mark = self._site.mark(shard)
        if shard.careful:
            found = read_mark(mark, reason)
            if found is None:  # it was not begun: what ended the process was something else
                self._not_begun(shard, reason)
                return
            if shard.suspect and shard.suspect.place == found.place:
                shard = replace(shard, suspect=None, spared=(*shard.spared, _not_yet(found, shard)))
            else:
                shard = replace(shard, suspect=found)
        mark.unlink(missing_ok=True)
        self._again.append(replace(shard, careful=True))


def _not_yet(found: Spared, shard: Shard) -> Spared:
    """What to leave out, or what holds it when that has been left out already and the shard failed all the same."""
    known = {item.place for item in shard.spared}
    wider = [found, replace(found, story=None), replace(found, record=None, story=None)]
    wider += [Spared(stretch, None, None, found.reason) for stretch in range(len(shard.stretches))]
    for item in wider:
        if item.place not in known:
            return item
    raise EngineError(f"work on a shard fails with nothing left in it: {found.reason}")
