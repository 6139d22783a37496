"""Path or glob -> Dump. One module a format; the format is chosen by content and suffix."""

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO

from tallywire.errors import InputError
from tallywire.read.inputs import Input, describe_error, find_inputs
from tallywire.read.jsonl import read_jsonl
from tallywire.read.plain import read_plain
from tallywire.records import Dump, Reject

__all__ = ["Input", "find_inputs", "read_input"]

_Reader = Callable[[BinaryIO, str, str | None], Iterator[Dump | Reject]]

_BY_SUFFIX: dict[str, _Reader] = {".jsonl": read_jsonl, ".ndjson": read_jsonl, ".txt": read_plain, ".text": read_plain}
_PEEK = 4096


def read_input(item: Input, encoding: str | None = None) -> Iterator[Dump | Reject]:
    """The dumps of one input, streamed; what cannot be read comes as a Reject, and nothing is raised."""
    try:
        with item.open() as stream:
            reader = _BY_SUFFIX.get(PurePath(item.source).suffix.lower()) or _sniff(stream)
            yield from reader(stream, item.source, encoding)
    except (InputError, OSError) as error:
        yield Reject(item.source, "read", type(error).__name__, describe_error(error))


def _sniff(stream: BufferedReader) -> _Reader:
    """JSON Lines when the first line opens a JSON object and goes on like one, else plain text."""
    head = stream.peek(_PEEK)[:_PEEK].lstrip(b"\xef\xbb\xbf \t\r\n")
    return read_jsonl if head.startswith(b"{") and head[1:].lstrip().startswith(b'"') else read_plain
