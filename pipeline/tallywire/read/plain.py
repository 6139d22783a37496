"""Plain text: a file is one dump; a large one is cut between stories into several, so that memory stays small."""

import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from tallywire.errors import EmptyInput, InputError, TooLarge
from tallywire.read.encoding import decode, in_bytes
from tallywire.read.window import Window
from tallywire.records import Dump, Reject, digest
from tallywire.settings import RunSettings

#: Bytes of a text that are one dump; a longer one is cut.
MAX_PIECE = 4 << 20

#: Where a text is cut, the best kind first: form feed, rule, gap of two lines, blank line, line end, space.
_MARKS = (
    re.compile(rb"\f"),
    re.compile(rb"\n[ \t]*[-=_*#~]{3,}[ \t\r]*\n"),
    re.compile(rb"\n[ \t\r]*\n[ \t\r]*\n"),
    re.compile(rb"\n[ \t\r]*\n|\r\r(?=[^\n])"),
    re.compile(rb"\n|\r(?=[^\n])"),
    re.compile(rb"[ \t]"),
)
_WHITE = re.compile(rb"\s")
_EMPTY = "the file is empty; there is nothing to read in it."


def read_plain(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """The stream's text as one dump of that source; above 4 MB as several, with `#N` behind the source.

    Each is cut at the last best mark in the last quarter of what 4 MB hold; together they are the whole text, and the
    offsets in each are its own. One that cannot be decoded is a reject, and the others are read.
    Raises InputError when the text is empty, or is of one piece that is binary or not valid in its encoding.
    """
    in_lines, encoding = in_bytes(stream, stream.peek(), settings.encoding)
    pieces = _pieces(in_lines)
    first, second = next(pieces, (0, b"")), next(pieces, None)
    if second is None:
        if window.admits(len(first[1] or b"")):
            yield _dump(first, source, encoding)
        return
    blank = True
    for number, piece in enumerate(chain((first, second), pieces)):
        if piece[1] is not None and not piece[1].strip():
            continue
        blank = False
        if not window.admits(MAX_PIECE):
            continue
        name = f"{source}#{number}"
        try:
            yield _dump(piece, name, encoding)
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if blank:
        raise EmptyInput(_EMPTY)


def _dump(piece: tuple[int, bytes | None], name: str, encoding: str | None) -> Dump:
    at, data = piece
    if data is None:
        raise TooLarge(f"there is no white space in {MAX_PIECE >> 20} MB from offset {at} on; that part was left out.")
    text = decode(data, encoding, at)
    if not text.strip():
        raise EmptyInput(_EMPTY)
    return Dump(digest(text), name, text)


def _pieces(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Parts of the text of at most `MAX_PIECE` bytes, each with its offset; None for one without white space."""
    at, rest = 0, b""
    while True:
        data = rest + stream.read(max(0, MAX_PIECE + 1 - len(rest)))
        if len(data) <= MAX_PIECE:
            if data:
                yield at, data
            return
        cut = _cut(data)
        yield at, data[:cut] if cut else None
        rest = data[cut:] if cut else _after_white(stream)
        at += cut or len(data)


def _cut(data: bytes) -> int:
    """Where to cut `data` in its last quarter, or for want of any white space there before it; 0 for nowhere."""
    for mark in _MARKS:
        ends = [found.end() for found in mark.finditer(data, len(data) * 3 // 4, len(data) - 1)]
        if ends:
            return ends[-1]
    return max((data.rfind(white, 0, len(data) - 1) + 1 for white in (b"\n", b" ")), default=0)


def _after_white(stream: BinaryIO) -> bytes:
    """What follows the next white space of `stream`, up to a block of it."""
    while block := stream.read(io.DEFAULT_BUFFER_SIZE):
        if found := _WHITE.search(block):
            return block[found.start() :]
    return b""
