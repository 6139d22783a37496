"""Plain text: one file is one dump."""

from collections.abc import Iterator
from typing import BinaryIO

from tallywire.errors import EmptyInput
from tallywire.read.encoding import decode
from tallywire.records import Dump, Reject, digest


def read_plain(stream: BinaryIO, source: str, encoding: str | None) -> Iterator[Dump | Reject]:
    """The stream's text as one dump. Raises InputError when it is empty, binary or not valid in its encoding."""
    text = decode(stream.read(), encoding)
    if not text.strip():
        raise EmptyInput("the file is empty; there is nothing to read in it.")
    yield Dump(digest(text), source, text)
