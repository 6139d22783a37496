"""Which records of an input are read: a large input is worked on in several parts, each a run of its records.

Every reader asks `Window.admits` once for each record, before it does any costly work on it, so that passing a record
over costs little more than finding its end.
"""

from typing import Final


class WindowEnd(Exception):
    """The next record lies behind the window; nothing more need be read."""


class Window:
    """The records `first` to `last` (0-based, end exclusive, None for no end) of one input, in the order of reading.

    What is no record, such as a damaged stretch, belongs to the record before it.
    """

    def __init__(self, first: int = 0, last: int | None = None) -> None:
        self._first = first
        self._last = last
        self.seen = 0

    def begin(self, first: int) -> None:
        """Have a window without an end begin at a later record."""
        self._first = first

    def admits(self, size: int) -> bool:
        """Whether the next record, of about `size` bytes, is to be read. Raises WindowEnd behind the last."""
        number = self.seen
        if number == self._last:
            raise WindowEnd
        self.seen += 1
        return number >= self._first

    def skips(self, count: int, size: int) -> bool:
        """Whether the next `count` records (`size` bytes together) all lie before the window; if so, count them."""
        if self.seen + count > self._first:
            return False
        self.seen += count
        return True

    @property
    def is_open(self) -> bool:
        """Whether what is found at this point of the reading belongs to the window."""
        return self.seen > self._first or self._first == 0


class Ruler(Window):
    """Admits no record and notes where to cut the input, so that each part has about `most` bytes, or one record."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most: Final = most
        self._size = 0
        self.cuts: list[int] = []

    def admits(self, size: int) -> bool:
        """Count the record; false."""
        if self._size and self._size + size > self._most:
            self.cuts.append(self.seen)
            self._size = 0
        self._size += size
        self.seen += 1
        return False

    def skips(self, count: int, size: int) -> bool:
        """Count the records; true."""
        for _ in range(count):
            self.admits(size // count)
        return True
