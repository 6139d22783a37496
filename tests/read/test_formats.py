"""Each format's files give the dumps that corpus/inputs/expected.toml lists, also compressed and in archives."""

import bz2
import gzip
import io
import lzma
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from tallywire.records import Dump, Metadata, Reject

INPUTS = Path(__file__).parents[1] / "corpus" / "inputs"
EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads((INPUTS / "expected.toml").read_text(encoding="utf-8"))
ARTICLE = "Police said 12 people were hurt in the fire."

Read = Callable[..., list[Dump | Reject]]
Write = Callable[[str, bytes], Path]


def fields(item: Dump | Reject) -> dict[str, Any]:
    """An item in the form of expected.toml."""
    number = Path(item.source).name.partition("#")[2]
    found: dict[str, Any] = {"number": int(number)} if number else {}
    if isinstance(item, Reject):
        return found | {"reject": item.error}
    names = Metadata.__dataclass_fields__
    found |= {name: value for name in names if (value := getattr(item.metadata, name)) is not None}
    return found | {"lines": item.text.strip("\n").split("\n")}


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue())


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_gives_its_dumps(read: Read, name: str) -> None:
    items = read(INPUTS / name)
    assert [fields(item) for item in items] == EXPECTED[name]
    for item in items:
        assert isinstance(item, Reject) or item.one_story == (not name.endswith(".txt"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_content_tells_the_format_when_the_name_does_not(read: Read, write: Write, name: str) -> None:
    items = read(write("download", (INPUTS / name).read_bytes()))
    assert [fields(item) for item in items] == EXPECTED[name]


@pytest.mark.parametrize(
    ("suffix", "compress"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd)]
)
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_compressed_file_gives_the_same(
    read: Read, write: Write, name: str, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    items = read(write(name + suffix, compress((INPUTS / name).read_bytes())))
    assert [fields(item) for item in items] == EXPECTED[name]
    assert all(Path(item.source).name.startswith(name + suffix) for item in items)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("all.zip", zipped),
        ("all.tar", tarred),
        ("all.tar.gz", lambda files: gzip.compress(tarred(files))),
        ("all.tgz", lambda files: gzip.compress(tarred(files))),
        ("all.tar.xz", lambda files: lzma.compress(tarred(files))),
        ("all.zip.gz", lambda files: gzip.compress(zipped(files))),
        ("download", zipped),
        ("download", tarred),
    ],
)
def test_an_archive_is_a_folder_of_dumps(
    read: Read, write: Write, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    files = {f"2025/{file}": (INPUTS / file).read_bytes() for file in sorted(EXPECTED)}
    files |= {"2025/more.txt.gz": gzip.compress(ARTICLE.encode()), ".cache/x.txt": b"Hidden.", "2025/._x.txt": b"Too."}
    path = write(name, pack(files))
    items = read(path)
    assert [fields(item) for item in items[:-1]] == [row for file in sorted(EXPECTED) for row in EXPECTED[file]]
    assert items[-1].source == f"{path}/2025/more.txt.gz"
    assert {item.dump_id for item in items if isinstance(item, Dump)} == {
        item.dump_id for file in [*EXPECTED] for item in read(INPUTS / file) if isinstance(item, Dump)
    } | {items[-1].dump_id if isinstance(items[-1], Dump) else ""}


def test_parquet_rows_are_records(read: Read, tmp_path: Path) -> None:
    table = pyarrow.csv.read_csv(INPUTS / "courts.csv", parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True))
    pq.write_table(table, tmp_path / "courts.parquet", row_group_size=1)
    assert [fields(item) for item in read(tmp_path / "courts.parquet")] == EXPECTED["courts.csv"]


def test_parquet_values_of_any_type_are_read(read: Read, tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": pa.array(["One.", "Two.", None, "Four."]).dictionary_encode(),
            "published": pa.array([datetime(2025, 3, 4, 23, 59), None, None, None], pa.timestamp("us", "UTC")),
            "id": pa.array([7, 8, 9, 10], pa.int64()),
            "extra": [[1], [2], [3], [4]],
        }
    )
    pq.write_table(table, tmp_path / "typed.parquet")
    items = read(tmp_path / "typed.parquet")
    assert [fields(item).get("record_id", fields(item).get("reject")) for item in items] == [
        "7",
        "8",
        "BadRecord",
        "10",
    ]
    first = items[0]
    assert isinstance(first, Dump)
    assert str(first.metadata.published) == "2025-03-04"
    far = pa.table({"text": ["Far."], "published": pa.array([2**60], pa.timestamp("us"))})
    pq.write_table(far, tmp_path / "far.parquet")
    note, dump = read(tmp_path / "far.parquet")
    assert isinstance(note, Reject)
    assert "no date" in note.message
    assert isinstance(dump, Dump)


COLUMNS = {"text": "body", "title": "headline", "published": "date"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tsv", (INPUTS / "courts.tsv").read_bytes()),
        ("a.csv", b"headline;body;date\nTenants win;A jury awarded $31 million to 19 tenants on Friday.;2025-04-11\n"),
        ("a.txt", b"headline|body|date\nTenants win|A jury awarded $31 million to 19 tenants on Friday.|2025-04-11\n"),
        (
            "a.jsonl",
            b'{"headline": "Tenants win", "body": "A jury awarded $31 million to 19 tenants on Friday.", '
            b'"date": "11 April 2025"}\n',
        ),
    ],
)
def test_columns_of_other_names_are_mapped(read: Read, write: Write, name: str, data: bytes) -> None:
    first = read(write(name, data), columns=COLUMNS)[0]
    assert fields(first) == {
        "number": 0,
        "title": "Tenants win",
        "published": EXPECTED["courts.csv"][0]["published"],
        "lines": ["A jury awarded $31 million to 19 tenants on Friday."],
    }


@pytest.mark.parametrize(
    ("name", "data", "sources"),
    [
        ("a.txt", b"<!doctype html><html><body><p>Twelve people were hurt, police said.</p>", ["a.txt"]),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><rss><item><summary>One.</summary></item></rss>", ["a.xml#0"]),
        ("a.txt", b'{"text": "One."}\n{"text": "Two."}\n', ["a.txt#0", "a.txt#1"]),
        ("a.csv", b"text\nOne column.\n", ["a.csv#0"]),
        ("a.txt", b"text, they said, is not a table\n", ["a.txt"]),
        ("a.txt", b"<5 people were hurt>, a tweet said.", ["a.txt"]),
        ("a.md", b"# Heading\n\nWords.", ["a.md"]),
        ("A.HTML", b"<p>Twelve people were hurt, police said.</p>", ["A.HTML"]),
        ("a.txt", "<html><body><p>Twelve people were hurt, police said.</p>".encode("utf-16"), ["a.txt"]),
        ("a.csv", "text,title\nOne.,T\n".encode("utf-16"), ["a.csv#0"]),
        ("a.jsonl", '{"text": "One."}\n\n{"text": "Two."}'.encode("utf-16"), ["a.jsonl#0", "a.jsonl#1"]),
    ],
)
def test_formats_are_told_apart(read: Read, write: Write, name: str, data: bytes, sources: list[str]) -> None:
    items = read(write(name, data))
    assert [Path(item.source).name for item in items if isinstance(item, Dump)] == sources
    assert len(items) == len(sources)
