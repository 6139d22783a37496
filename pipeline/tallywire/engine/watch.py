"""Careful work on a shard that a process died on: a mark on disk says what is being worked on, and what has been found
to end the process is left out.
"""

import os
from collections.abc import Iterable, Iterator

from tallywire.engine.annotators import Annotates
from tallywire.engine.shards import Shard, Spared, Stretch
from tallywire.errors import ProcessDied
from tallywire.location import Location, Remote
from tallywire.read import Window, hold, read_dumps
from tallywire.records import Annotations, Dump, Reject, Story
from tallywire.settings import RunSettings

_WIDTH = 64


class Watch:
    """Marks in a file what of `shard` is being worked on."""

    def __init__(self, shard: Shard, mark: Location) -> None:
        self._spared = {item.place: item.reason for item in shard.spared}
        self._mark = mark
        self._stretch = -1
        self._record: int | None = None
        #: Of what was left out since the last dump.
        self._rejects: list[Reject] = []

    def read(self, stretch: Stretch, settings: RunSettings) -> Iterator[Dump | Reject]:
        """The dumps of the shard's next stretch, and rejects for what of it is to be left out."""
        self._stretch += 1
        self._record = None
        reason = self._at(None, None)
        if reason:
            yield _died(stretch.input.source, reason)
            return
        hold(stretch.input, stretch.sha256)
        for found in read_dumps(stretch.input, settings, _MarkingWindow(self, stretch)):
            yield from self._left_out()
            yield found
        yield from self._left_out()

    def record(self, number: int, stretch: Stretch) -> bool:
        """Mark that a record is being read; false when it is to be left out."""
        self._record = number
        reason = self._at(number, None)
        if reason:
            alone = number == 0 and stretch.last is None
            self._rejects.append(_died(stretch.input.source if alone else f"{stretch.input.source}#{number}", reason))
        return reason is None

    def story(self, story: Story) -> None:
        """Mark that a story of the record is being worked on. Raises ProcessDied when it is to be left out."""
        reason = self._at(self._record, story.story_index)
        if reason:
            raise ProcessDied(reason)

    def _left_out(self) -> list[Reject]:
        found, self._rejects = self._rejects, []
        return found

    def _at(self, record: int | None, story: int | None) -> str | None:
        """Mark a place; why it is to be left out, or None."""
        numbers = (-1 if number is None else number for number in (self._stretch, record, story))
        _write(self._mark, " ".join(map(str, numbers)).ljust(_WIDTH).encode())
        return self._spared.get((self._stretch, record, story))


def read_mark(path: Location, reason: str) -> Spared | None:
    """What was being worked on when the work ended for `reason`; None when nothing was marked."""
    try:
        stretch, record, story = (int(number) for number in path.read_text().split())
    except (OSError, ValueError):
        return None
    return Spared(stretch, None if record < 0 else record, None if story < 0 else story, reason)


class WatchedAnnotator:
    """Annotates one story at a time, each marked before."""

    def __init__(self, annotator: Annotates, watch: Watch) -> None:
        self._annotator = annotator
        self._watch = watch

    def annotate(self, stories: Iterable[Story]) -> Iterator[Annotations]:
        """One `Annotations` a story; raises ProcessDied at a story that is to be left out."""
        for story in stories:
            self._watch.story(story)
            yield from self._annotator.annotate([story])


class _MarkingWindow(Window):
    def __init__(self, watch: Watch, stretch: Stretch) -> None:
        super().__init__(stretch.first, stretch.last)
        self._watch = watch
        self._stretch = stretch

    def admits(self, size: int) -> bool:
        return super().admits(size) and self._watch.record(self.seen - 1, self._stretch)


def _write(mark: Location, data: bytes) -> None:
    """Write a mark, always as long: on this machine in place, since what is written is there when the process dies."""
    if isinstance(mark, Remote):
        mark.write_bytes(data)
        return
    file = os.open(mark, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.pwrite(file, data, 0)
    finally:
        os.close(file)


def _died(source: str, reason: str) -> Reject:
    return Reject(source, "extract", ProcessDied.__name__, reason)
