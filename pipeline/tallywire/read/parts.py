"""Reads an input part after part: a process that comes back for a later part goes on where it left off."""

from collections.abc import Iterator
from itertools import chain

from tallywire.read.dumps import all_dumps, with_language
from tallywire.read.inputs import Input
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: What a reading is of: the input, its SHA-256, and the settings as JSON.
_Key = tuple[Input, str | None, str]
#: The reading that was left off last, if its input goes on. Whoever reads on takes it out, so it has one owner.
_left_off: dict[_Key, "_Reading"] = {}


def read_part(
    item: Input, sha256: str | None, settings: RunSettings, first: int, last: int | None
) -> Iterator[Dump | Reject]:
    """What `read_dumps` gives for the records `first` to `last` (0-based, end exclusive, None for no end).

    `sha256` is that of the input's bytes, None when it is not known. Raises as `hold` does.
    """
    key = (item, sha256, settings.model_dump_json())
    reading = _left_off.pop(key, None)
    hold(item, sha256)
    if reading is None or reading.at > first:
        reading = _Reading(item, settings)
    yield from reading.part(first, last)
    if last is not None and sha256:
        _left_off[key] = reading


def hold(item: Input, sha256: str | None) -> None:
    """Have an input ready to be read, whose bytes have that SHA-256, and nothing else open.

    Raises EngineError when a file that is reached by URL has changed, or can no longer be read.
    """
    _left_off.clear()
    item.hold(sha256)


class _Reading:
    """An input that is being read; `at` is the record that it has come to."""

    def __init__(self, item: Input, settings: RunSettings) -> None:
        self.at = 0
        self._window = Window()
        self._items = all_dumps(item, settings, self._window)
        self._ahead: list[Dump | Reject] = []

    def part(self, first: int, last: int | None) -> Iterator[Dump | Reject]:
        """What comes of the records `first`, which is not before `at`, to `last`."""
        self._window.begin(first)
        for found in chain(self._ahead, self._items):
            if last is not None and self._window.seen > last:
                self._ahead = [found]
                break
            if self._window.is_open:
                yield with_language(found)
        self.at = last or 0
