"""WARC: the pages of a web crawl. Each HTML response of status 200 is a dump; other records are passed over."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tallywire.errors import BadRecord, DamagedInput, EmptyInput, InputError, TooLarge
from tallywire.read.html import MAX_PAGE, read_page
from tallywire.read.markup import decode_markup
from tallywire.read.window import Window
from tallywire.records import Dump, Metadata, Reject
from tallywire.settings import RunSettings

_HTML = ("text/html", "application/xhtml+xml")
_SUCCESS = 200
_SHORT = "the record is shorter than it says, and holds others or breaks off; get it again."
_MARK = b"\nWARC/1."
#: Bytes that are kept to look back through for the next record when one is broken; the parser reads ahead less.
_TAIL = 1 << 20


def read_warc(stream: io.BufferedReader, source: str, settings: RunSettings, window: Window) -> Iterator[Dump | Reject]:
    """One dump an HTML response of status 200, `source` with `#N` behind it (0-based number among all records).

    A broken record is a reject, and reading goes on at the next one. Raises EmptyInput when there is no record.
    """
    number = -1
    for found in _records(stream):
        number += isinstance(found, _Found)
        if isinstance(found, _Found) and not window.admits(len(found.content)):
            continue
        name = f"{source}#{max(number, 0)}"
        try:
            if isinstance(found, InputError):
                raise found
            yield from _page(found, name, settings.encoding)
        except InputError as error:
            yield Reject(name, "read", type(error).__name__, str(error))
    if number < 0:
        raise EmptyInput("the file holds no WARC record; get it again.")


@dataclass(frozen=True, slots=True)
class _Found:
    """A record and up to `MAX_PAGE` + 1 bytes of its content; `whole` is False when the file ends before it does."""

    record: WarcRecord
    content: bytes
    whole: bool


def _page(found: _Found, name: str, encoding: str | None) -> Iterator[Dump | Reject]:
    if not found.whole:
        raise DamagedInput(_SHORT)
    record = found.record
    if record.record_type != WarcRecordType.response or not record.is_http:
        return
    response = _response(found.content)
    if response.http_content_type not in _HTML or response.http_headers.status_code != _SUCCESS:
        return
    if len(found.content) > MAX_PAGE:
        raise TooLarge(f"a page may have {MAX_PAGE >> 20} MB at most; if it holds news, save its text as plain text.")
    try:
        data = response.reader.read(MAX_PAGE)
    except OSError as error:
        raise BadRecord(f"the page's content is damaged ({error}); get it again.") from error
    known = Metadata(url=record.headers.get("WARC-Target-URI"), record_id=record.record_id, retrieved=_day(record))
    html, problem = decode_markup(data, encoding, response.http_charset)
    yield from read_page(html, problem, name, known)


def _response(raw: bytes) -> WarcRecord:
    """The HTTP response in a record's bytes; parsed apart from the file, so that a bad one does not stop it."""
    response = WarcRecord()
    response.set_bytes_content(raw)
    response.is_http = True
    try:
        response.parse_http(auto_decode="all", strict_mode=False)
    except OSError as error:
        raise BadRecord(f"the record is no HTTP response ({error}); get it again.") from error
    if response.http_headers.status_code is None:
        raise BadRecord("the record is no HTTP response; get it again.")
    return response


def _day(record: WarcRecord) -> date | None:
    try:
        return record.record_date.date()
    except (ValueError, AttributeError):
        return None


def _records(stream: BinaryIO) -> Iterator[_Found | InputError]:
    """The records in order; an error for each stretch that is none, after which the next record follows."""
    source = _Resumable(stream)
    end = at = 0
    while True:
        try:
            for record in ArchiveIterator(source, parse_http=False):
                at = source.begin + record.stream_pos
                end = at + record.content_length
                content = record.reader.read(MAX_PAGE + 1)
                whole = len(content) >= min(record.content_length, MAX_PAGE + 1)
                yield _Found(record, content, whole)
                if not whole:
                    break
            else:
                if source.given >= end:
                    return
                yield DamagedInput(_SHORT)
        except OSError as error:
            reason = " ".join(str(error).split())
            yield DamagedInput(f"the record about byte {at} or what follows it is broken ({reason}); get it again.")
        if not source.resume(at + 1):
            return
        end = at = source.begin


class _Resumable:
    """Bytes as fastwarc reads them, whose reading can begin again at a later record.

    `given` is how many bytes were read, `begin` at which of them the reading last began.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._next = b""
        self._tail = b""
        self.given = 0
        self.begin = 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, none at the end."""
        block = self._next[:size] or self._stream.read(size)
        self._next = self._next[len(block) :]
        self._tail = (self._tail + block)[-_TAIL:]
        self.given += len(block)
        return block

    def resume(self, after: int) -> bool:
        """Begin again at the first record that starts behind byte `after`; False when there is none."""
        start = self.given - len(self._tail)
        pending = self._tail[max(0, after - start) :] + self._next
        at = max(start, after)
        while (found := pending.find(_MARK)) < 0:
            block = self._stream.read(_TAIL)
            if not block:
                return False
            keep = len(_MARK) - 1
            at += max(0, len(pending) - keep)
            pending = pending[-keep:] + block
        self._next, self._tail = pending[found + 1 :], b""
        self.begin = self.given = at + found + 1
        return True

    def tell(self) -> int:
        """Bytes read since the last beginning."""
        return self.given - self.begin

    def seek(self, offset: int, whence: int = 0) -> int:
        """Refused: the stream is read once."""
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Nothing: the stream belongs to its opener."""
