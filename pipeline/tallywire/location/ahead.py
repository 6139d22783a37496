"""Work on many files: one after the other on this machine, in many requests at a time where they are in a store."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tallywire.location.remote import Remote

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Requests to a store at a time: each mostly waits.
_REQUESTS = 16

_A = TypeVar("_A")
_B = TypeVar("_B")


def ahead(function: Callable[[_A], _B], items: Iterable[_A], among: Path | Remote) -> Iterator[_B]:
    """What `function` gives for each of the items, in their order, begun before it is asked for where it is about the
    files of a store, in many requests at a time.
    """
    if isinstance(among, Path):
        yield from map(function, items)
        return
    from concurrent.futures import ThreadPoolExecutor  # a run on this machine does without

    with ThreadPoolExecutor(_REQUESTS) as threads:
        begun: deque[Future[_B]] = deque()
        for item in items:
            begun.append(threads.submit(function, item))
            if len(begun) > _REQUESTS:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()


def each(function: Callable[[_A], _B], items: Iterable[_A], among: Path | Remote) -> list[_B]:
    """All that `ahead` gives."""
    return list(ahead(function, items, among))
