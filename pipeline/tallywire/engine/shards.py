"""Cuts inputs into shards: the units of work, of bounded size, that are done and committed as wholes.

A shard is some small inputs, or a stretch of one large input's records. How the work is cut does not change the rows.
Towards the end shards become smaller, so that processes that share the work end at about the same time (guided
self-scheduling, Polychronopoulos and Kuck 1987).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tallywire.read import Input, record_cuts
from tallywire.records import digest
from tallywire.settings import RunSettings

#: Bytes of input in a shard: some seconds of work, which is what is lost when a process dies.
SHARD_BYTES = 512 << 10
#: The smallest shards have this part of `SHARD_BYTES`, and those before them this; any has no more than this part of
#: what is left. Small ones are worked on in small batches, which costs some percent more.
_SMALLEST, _SMALL, _OF_REST = 8, 4, 8
#: Inputs in a shard.
SHARD_INPUTS = 500
#: An input above this may have to be cut; smaller ones are not looked into, unless they are packed.
_UNCUT_BYTES = 128 << 10


@dataclass(frozen=True, slots=True)
class Stretch:
    """The records `first` to `last` (end exclusive, None for all that follow) of an input, about `size` bytes."""

    input: Input
    sha256: str | None
    first: int
    last: int | None
    size: int

    @property
    def key(self) -> tuple[str, str | None, int, int | None]:
        """What tells it from any other stretch of any input's content."""
        return self.input.source, self.sha256, self.first, self.last


@dataclass(frozen=True, slots=True)
class Spared:
    """What careful work on a shard ended at: a stretch of it, a record in that, or a story of the record.

    `record` None is the stretch as a whole, `story` None the record as a whole; `reason` says what happened.
    """

    stretch: int
    record: int | None
    story: int | None
    reason: str

    @property
    def place(self) -> tuple[int, int | None, int | None]:
        """Where it is, apart from what happened."""
        return self.stretch, self.record, self.story


@dataclass(frozen=True, slots=True)
class Shard:
    """Stretches to be worked on together.

    `careful` has the work go story by story and leave a mark before each, so that it is known where it ends; `suspect`
    is where it ended before, `spared` what is left out because it ended there twice. `limit` bounds the dumps that are
    read.
    """

    stretches: tuple[Stretch, ...]
    careful: bool = False
    suspect: Spared | None = None
    spared: tuple[Spared, ...] = ()
    limit: int | None = None

    @property
    def name(self) -> str:
        """A name for files that belong to it."""
        return digest(*(str(stretch.key) for stretch in self.stretches))

    @property
    def size(self) -> int:
        """Bytes of input, about."""
        return sum(stretch.size for stretch in self.stretches)


def cut(
    inputs: Sequence[Input], settings: RunSettings, is_done: Callable[[Stretch], bool] = lambda _: False
) -> Iterator[Shard]:
    """The shards of inputs, in their order, without what is done; inputs are looked at when their turn comes."""
    together: list[Stretch] = []
    rest = sum(item.size for item in inputs)
    is_one = rest <= SHARD_BYTES
    for item in inputs:
        rest -= item.size
        most = SHARD_BYTES if is_one else _share(rest, SHARD_BYTES)
        stretches = _stretches(item, settings)
        todo = [stretch for stretch in stretches if not is_done(stretch)]
        if len(stretches) > 1:
            yield from (Shard((stretch,)) for stretch in todo)
            continue
        for stretch in todo:
            if together and (
                sum(other.size for other in together) + stretch.size > most or len(together) >= SHARD_INPUTS
            ):
                yield Shard(tuple(together))
                together = []
            together.append(stretch)
    if together:
        yield Shard(tuple(together))


def _stretches(item: Input, settings: RunSettings) -> list[Stretch]:
    """The stretches of an input; they depend on it alone, so that an interrupted run's are known again."""
    sha256 = item.sha256()
    cells = [0]
    if item.size > min(_UNCUT_BYTES, SHARD_BYTES):
        cells += record_cuts(item, settings, max(SHARD_BYTES // _SMALLEST, 1))
    if len(cells) <= _SMALLEST:
        return [Stretch(item, sha256, 0, None, item.size)]
    groups = _groups(len(cells))
    firsts: list[int | None] = [cells[place] for place in accumulate(groups[:-1], initial=0)]
    return [
        Stretch(item, sha256, first or 0, last, item.size * cells_ // len(cells))
        for (first, last), cells_ in zip(pairwise([*firsts, None]), groups, strict=True)
    ]


def _groups(cells: int) -> list[int]:
    """How many of the cells that an input has are put together for each stretch."""
    groups: list[int] = []
    while cells:
        groups.append(_share(cells, _SMALLEST))
        cells -= groups[-1]
    return groups


def _share(rest: int, most: int) -> int:
    """How much of the rest is given out next, at most so much."""
    least = most // (_SMALL if rest > most // 2 else _SMALLEST)
    return min(max(rest // _OF_REST, least, 1), most)
