"""Files, folders, globs, standard input -> Dump. One module a format; the format is chosen by content and suffix."""

from collections.abc import Iterator

from tallywire.read.dumps import read_dumps
from tallywire.read.inputs import Input, find_inputs
from tallywire.read.language import language_of
from tallywire.read.limit import Limit
from tallywire.read.select import Selection
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

__all__ = ["Input", "Limit", "Selection", "find_inputs", "language_of", "read_dumps", "read_input"]


def read_input(item: Input, encoding: str | None = None) -> Iterator[Dump | Reject]:
    """`read_dumps` with an encoding and no other setting."""
    return read_dumps(item, RunSettings(encoding=encoding))
