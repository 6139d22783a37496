"""Damaged and hostile files: a clear reject each, in bounded memory and time, and nothing else is lost."""

import bz2
import csv
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tallywire.read import streams, table
from tallywire.records import Dump, Reject

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]

STORY = b"Police said 12 people were hurt."
LINE = b'{"text": "Police said 12 people were hurt."}\n'
ROW = b"Police said 12 people were hurt.,T\n"
ITEM = b"<item><description>Police said 12 were hurt.</description></item>"


def outcome(items: list[Dump | Reject]) -> list[str]:
    """What each item is: "dump" or the reject's error."""
    return ["dump" if isinstance(item, Dump) else item.error for item in items]


def tar_header(name: str, size: int, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = size, kind, link
    return info.tobuf(tarfile.USTAR_FORMAT)


def tar_member(name: str, data: bytes = STORY) -> bytes:
    return tar_header(name, len(data)) + data + bytes(-len(data) % 512)


def zipped(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip archive whose first member says that it is encrypted, in both its headers."""
    marked = bytearray(data)
    marked[6] |= 1
    marked[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


DAMAGED = [
    # name, bytes, what comes of it, in order
    ("a.jsonl.gz", gzip.compress(LINE * 3)[:-9], ["dump"] * 3 + ["DamagedInput"]),
    ("a.txt.gz", gzip.compress(STORY)[:-4], ["dump", "DamagedInput"]),
    ("a.txt.gz", gzip.compress(STORY)[:5], ["DamagedInput"]),
    ("a.txt.gz", b"\x1f\x8b" + STORY, ["DamagedInput"]),
    ("a.txt.bz2", bz2.compress(STORY)[:-4], ["dump", "DamagedInput"]),
    ("a.txt.xz", lzma.compress(STORY)[:-4], ["dump", "DamagedInput"]),
    ("a.txt.zst", b"\x28\xb5\x2f\xfd" + STORY, ["DamagedInput"]),
    ("a.txt.gz", gzip.compress(gzip.compress(STORY)), ["UnknownFormat"]),
    ("a.txt.gz", gzip.compress(b""), ["EmptyInput"]),
    ("a.txt.gz", STORY, ["dump"]),
    ("a.zip", zipped(("in.zip", zipped(("x.txt", STORY))), ("y.txt", STORY)), ["UnknownFormat", "dump"]),
    ("a.zip", zipped(("in.txt.gz", gzip.compress(gzip.compress(STORY))), ("y.txt", STORY)), ["UnknownFormat", "dump"]),
    ("a.zip", zipped(("x.txt", STORY), ("empty.txt", b""), ("z.bin", b"\0\1")), ["dump", "EmptyInput", "BinaryInput"]),
    ("a.zip", zipped(("x.txt", STORY))[:-30], ["DamagedInput"]),
    ("a.zip", zipped(("x.txt", STORY), ("y.txt", STORY)).replace(b"x.txt", b"w.txt", 1), ["DamagedInput", "dump"]),
    ("a.zip", encrypted(zipped(("x.txt", STORY), ("y.txt", STORY))), ["BadRecord", "dump"]),
    ("a.zip", zipped(), ["EmptyInput"]),
    ("a.zip", STORY, ["DamagedInput"]),
    ("a.docx", zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")), ["EmptyInput"]),
    ("a.docx", zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<p><t>One.</t>")), ["DamagedInput"]),
    ("a.docx", zipped(("[Content_Types].xml", b"<x/>"))[:-30], ["DamagedInput"]),
    ("a.docx", zipped(("word/document.xml", b"<x>" * 10_000)), ["DamagedInput"]),
    ("a.docx", STORY, ["dump"]),
    ("a.xlsx", zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), ["BinaryInput"]),
    ("a.tar", tar_member("x.txt") + tar_header("y.txt", 9999) + STORY, ["dump", "DamagedInput", "DamagedInput"]),
    ("a.tar", tar_member("x.txt") + b"\xff" * 512 + tar_member("y.txt"), ["dump", "DamagedInput"]),
    ("a.tar", tar_member("x.txt") + tar_header("y", 1)[:300], ["dump", "DamagedInput"]),
    ("a.tar", tar_member("x.txt") + tar_header("n", 1 << 32, b"L") + bytes(512), ["dump", "DamagedInput"]),
    ("a.tar", tar_member("x.txt") + tar_header("n", 1 << 32, b"x") + bytes(512), ["dump", "DamagedInput"]),
    ("a.tar", tar_header("l", 0, tarfile.SYMTYPE, "/etc/passwd") + tar_member("x.txt"), ["BadRecord", "dump"]),
    ("a.tar.gz", gzip.compress(tar_member("x.txt") + tar_member("y.txt"))[:-9], ["dump", "dump", "DamagedInput"]),
    ("a.parquet", b"PAR1" + bytes(50) + b"PAR1", ["DamagedInput"]),
    ("a.parquet", STORY, ["DamagedInput"]),
    ("a.jsonl", LINE + b'{"text": ' + b"[" * 100_000 + b"\n" + LINE, ["dump", "BadRecord", "dump"]),
    ("a.json", b'{\n  "text": "one"\n}\n', ["dump"]),
    ("a.json", b'[{"text": "one"}, {"title": "two"}, 3]\n', ["dump", "BadRecord", "BadRecord"]),
    ("a.json", b'{"text": "one"}\n{"text": "two"}\n{"text": \n', ["dump", "dump", "BadRecord"]),
    ("a.json", b'[{"text": "one"}, {"te', ["BadRecord"]),
    ("a.json", b'{"articles": [], "status": "ok"}', ["BadRecord"]),
    ("a.json", b"[]", ["EmptyInput"]),
    ("a.json", b"[" * 100_000, ["BadRecord"]),
    ("a.sgm", b"<DOC><TEXT>One.</TEXT></DOC><DOC><TEXT>caf\xe9</TEXT></DOC>", ["dump", "EncodingProblem"]),
    ("a.sgm", b"<DOC><TEXT>One.</TEXT></DOC><DOC></DOC><DOC><TEXT>Cut", ["dump", "BadRecord", "dump"]),
    ("a.sgm", b"<DOC>" + b"<x>a" * 19_000 + b"</DOC><DOC><TEXT>One.</TEXT></DOC>", ["BadRecord", "dump"]),
    ("a.sgm", b"<DOC>" + b"<!-- " * 3_000_000 + b"</DOC><DOC><TEXT>One.</TEXT></DOC>", ["TooLarge", "dump"]),
    ("a.sgm", b"<DOC><TEXT><!-- x -->One.<!-- y --></TEXT></DOC>", ["dump"]),
    ("a.xml", b"<!-- -->" * 8_000 + b"<p>One.</p>", ["dump"]),
    ("a.sgm", b"<DOC>" + b"x " * (9 << 20) + b"</DOC><DOC><TEXT>One.</TEXT></DOC>", ["TooLarge", "dump"]),
    ("a.csv", b"text,title\n" + ROW + b"too,many,cells\nfew\n\n" + ROW, ["dump", "BadRecord", "BadRecord", "dump"]),
    ("a.csv", b"text,title\n" + ROW + b"caf\xe9,T\n" + ROW, ["dump", "EncodingProblem", "dump"]),
    ("a.csv", b"name,title\n" + ROW, ["BadRecord"]),
    ("a.csv", b"text,title\n", ["EmptyInput"]),
    ("a.csv", b"\n", ["EmptyInput"]),
    ("a.csv", b"\0\0\0,\0", ["BinaryInput"]),
    ("a.html", b"<html>" + b"<div>" * 150_000 + STORY, ["EmptyInput"]),
    ("a.html", b"<html><head><title>T</title></head><body><img src=x></body></html>", ["EmptyInput"]),
    ("a.html", b"<html><body><p>" + b"x " * (9 << 20), ["TooLarge"]),
    ("a.html", b"<html><body>" + b"<a href=x>b</a> " * 110_000, ["TooLarge"]),
    ("a.rss", b"<rss><channel>" + ITEM + b"<item><title>cut", ["dump", "EmptyInput", "BadRecord"]),
    ("a.rss", b"<rss><channel></channel></rss>", ["EmptyInput"]),
    ("a.xml", b"<?xml version='1.0'?><catalogue><text>One.</text></catalogue>", ["UnknownFormat"]),
]


@pytest.mark.parametrize(("name", "data", "expected"), DAMAGED)
def test_what_is_damaged_is_rejected_and_the_rest_is_read(
    read: Read, write: Write, name: str, data: bytes, expected: list[str]
) -> None:
    path = write(name, data)
    items = read(path)
    assert outcome(items) == expected
    for item in items:
        assert item.source.startswith(str(path))
        assert isinstance(item, Dump) or (item.message.endswith(".") and "\n" not in item.message)


@pytest.mark.parametrize("name", ["../../etc/x.txt", "/abs/x.txt", "C:\\dir\\..\\x.txt", "./x.txt", "a/b/../x.txt"])
def test_names_in_archives_stay_below_the_archive(read: Read, write: Write, name: str) -> None:
    for path in (write("a.zip", zipped((name, STORY))), write("a.tar", tar_member(name))):
        [dump] = read(path)
        assert isinstance(dump, Dump)
        parts = Path(dump.source).relative_to(path).parts
        assert parts[-1] == "x.txt"
        assert ".." not in parts


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.bz2", bz2.compress),
        ("a.txt.xz", lzma.compress),
        ("a.zip", lambda data: zipped(("bomb.txt", data), ("last.txt", STORY))),
        ("a.tgz", lambda data: gzip.compress(tar_member("bomb.txt", data) + tar_member("last.txt"))),
    ],
)
def test_a_bomb_is_read_to_the_bound_only(
    read: Read, write: Write, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = b"A line of nothing.\n" * 100_000
    monkeypatch.setattr(streams, "FREE_EXPANSION", len(bomb) // 4)
    items = read(write(name, pack(bomb)))
    assert 0 < sum(len(item.text) for item in items if isinstance(item, Dump)) < len(bomb) // 2
    rejects = [item for item in items if isinstance(item, Reject)]
    assert "TooLarge" in {item.error for item in rejects} <= {"TooLarge", "DamagedInput"}
    monkeypatch.setattr(streams, "FREE_EXPANSION", len(bomb) * 2)
    assert {item.error for item in read(write(name, pack(bomb))) if isinstance(item, Reject)} == set()


@pytest.fixture
def csv_limit() -> Iterator[None]:
    """The limit of the csv module, which the reader of tables sets, is what it was when the test is done."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


@pytest.mark.usefixtures("csv_limit")
def test_a_line_that_is_too_long_costs_only_itself(read: Read, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallywire.read.jsonl.MAX_LINE", 1000)
    monkeypatch.setattr(table, "MAX_LINE", 1000)
    long = b"x" * 200_000
    expected = ["dump", "TooLarge", "dump"]
    assert outcome(read(write("a.jsonl", LINE + b'{"text": "' + long + b'"}\n' + LINE))) == expected
    assert outcome(read(write("a.csv", b"text,title\n" + ROW + b'"' + long + b'",T\n' + ROW))) == expected
    unclosed = b"text,title\n" + ROW + b'"unclosed,T\n' + ROW * 100
    items = read(write("b.csv", unclosed))
    assert outcome(items)[:2] == ["dump", "BadRecord"]
    assert outcome(items).count("dump") > 50


def test_a_record_that_is_too_long_is_rejected(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallywire.read.record.MAX_TEXT", 100)
    pq.write_table(pa.table({"text": ["One.", "x" * 101, "Three."]}), tmp_path / "a.parquet")
    assert outcome(read(tmp_path / "a.parquet")) == ["dump", "TooLarge", "dump"]


def test_a_damaged_row_group_costs_only_itself(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"Fire {n} hurt 12." for n in range(30)]}), path, row_group_size=10)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    start = column.dictionary_page_offset
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    items = read(path)
    assert outcome(items) == ["dump"] * 10 + ["DamagedInput"] + ["dump"] * 10
    assert items[-1].source.endswith("#29")
    assert "rows 11 to 20" in getattr(items[10], "message", "")


def test_a_parquet_file_in_an_archive_is_held_only_to_a_bound(
    read: Read, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq.write_table(pa.table({"text": ["One.", "Two."]}), tmp_path / "a.parquet")
    archive = write("a.tar", tar_member("a.parquet", (tmp_path / "a.parquet").read_bytes()))
    assert outcome(read(archive)) == ["dump", "dump"]
    monkeypatch.setattr(streams, "MAX_HELD", 100)
    assert outcome(read(archive)) == ["TooLarge"]
