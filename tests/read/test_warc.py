"""WARC files: which records are dumps, and what a broken one costs."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tallywire.records import Dump, Reject

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]


def http(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def page(number: int, words: str = "") -> bytes:
    body = f"<body><p>Fire {number} hurt 12 people{words}.</p></body>"
    return f"<html><head><title>Page {number}</title></head>{body}</html>".encode()


def record(number: int, block: bytes, kind: str = "response", length: str | None = None) -> bytes:
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2025-03-04T05:06:07Z\r\n"
        f"WARC-Target-URI: https://paper.example/{number}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


CHUNKS = b"7\r\n<p>Fire\r\n12\r\n 6 hurt 12 people.\r\n0\r\n\r\n"
GOOD = [record(number, http(page(number))) for number in range(4)]


def outcome(items: list[Dump | Reject]) -> list[str]:
    """What each record gave: its number, with "!" for a reject."""
    return [item.source.partition("#")[2] + ("!" if isinstance(item, Reject) else "") for item in items]


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_pages_are_dumps_and_other_records_are_passed_over(
    read: Read, write: Write, compress: Callable[[bytes], bytes]
) -> None:
    records = [
        record(0, b"software: crawler\r\n", "warcinfo"),
        record(1, b"GET / HTTP/1.1\r\nHost: paper.example\r\n\r\n", "request"),
        GOOD[2],
        record(3, http(b"\x89PNG....", "image/png")),
        record(4, http(page(4), status="404 Not Found")),
        record(5, http(gzip.compress(page(5)), more="Content-Encoding: gzip\r\n")),
        record(
            6, http(b"7\r\n<p>Fire\r\n12\r\n 6 hurt 12 people.\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n")
        ),
        record(7, http(page(7, " in the caf\xe9").decode().encode("cp1252"), "text/html; charset=ISO-8859-1")),
    ]
    items = read(write("crawl.warc.gz", b"".join(compress(part) for part in records)))
    assert outcome(items) == ["2", "5", "6", "7"]
    first, _, _, last = items
    assert isinstance(first, Dump)
    assert isinstance(last, Dump)
    assert (first.text, first.one_story) == ("Fire 2 hurt 12 people.", True)
    assert first.metadata.url == "https://paper.example/2"
    assert first.metadata.retrieved == date(2025, 3, 4)
    assert first.metadata.published is None
    assert last.text == "Fire 7 hurt 12 people in the café."


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (record(1, http(page(1)), length="20"), ["0", "1!", "2", "3"]),
        (record(1, http(page(1)), length="none"), ["0", "1!", "1!", "2", "3"]),
        (record(1, http(page(1)), length="-7"), ["0", "1!", "1!", "2", "3"]),
        (record(1, http(page(1)), length="999999"), ["0", "1!", "2", "3"]),
        (record(1, b"software: crawler", "warcinfo", length="999999"), ["0", "1!", "2", "3"]),
        (record(1, http(b"x" * (17 << 20), "video/mp4"), length="99999999"), ["0", "1!", "2", "3"]),
        (b"noise \x00\xff\r\n\r\nmore noise\r\n\r\n", ["0", "0!", "1", "2"]),
        (b"x" * 3_000_000 + b"\r\n\r\n", ["0", "0!", "1", "2"]),
        (record(1, b"\x00\x01\x02"), ["0", "1!", "2", "3"]),
        (record(1, http(b"not gzip" * 9, more="Content-Encoding: gzip\r\n")), ["0", "1!", "2", "3"]),
        (record(1, http(b"<html><body></body></html>")), ["0", "1!", "2", "3"]),
        (record(1, http(b"<p>" + b"x" * (17 << 20))), ["0", "1!", "2", "3"]),
    ],
)
def test_a_broken_record_costs_only_itself(read: Read, write: Write, broken: bytes, expected: list[str]) -> None:
    items = read(write("crawl.warc", GOOD[0] + broken + GOOD[2] + GOOD[3]))
    assert outcome(items) == expected
    urls = [item.metadata.url for item in items if isinstance(item, Dump)]
    assert urls == [f"https://paper.example/{number}" for number in (0, 2, 3)]


def test_the_pages_before_a_break_are_read(read: Read, write: Write) -> None:
    data = b"".join(gzip.compress(part) for part in GOOD)
    items = read(write("crawl.warc.gz", data[:-40]))
    assert [isinstance(item, Dump) for item in items[:3]] == [True] * 3
    assert any(isinstance(item, Reject) and item.error == "DamagedInput" for item in items)


def test_a_file_that_is_no_warc_is_rejected(read: Read, write: Write) -> None:
    [reject] = read(write("a.warc", b"plain words"))
    assert isinstance(reject, Reject)
    assert "WARC" in reject.message
