"""At most so many dumps in a run."""

from collections.abc import Iterable, Iterator

from tallywire.records import Dump, Reject


class Limit:
    """Lets through `most` dumps of a run's inputs, one input after the other, and then stops reading; None for all."""

    def __init__(self, most: int | None) -> None:
        self._left = most

    def of(self, items: Iterable[Dump | Reject]) -> Iterator[Dump | Reject]:
        """The items up to the last dump that is let through; rejects do not count."""
        if self._left == 0:
            return
        for item in items:
            yield item
            if self._left is not None and isinstance(item, Dump):
                self._left -= 1
                if not self._left:
                    return
