"""Windows: read one after the other, they give what reading the whole gives, wherever the input is cut."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallywire.read import Window, find_inputs, plain, read_dumps, read_part, record_cuts
from tallywire.settings import RunSettings

SETTINGS = RunSettings()
TEXTS = [f"The ferry to island {n} carried {n * 12} people on its first day. {'It rained. ' * n}" for n in range(9)]
LINES = [json.dumps({"text": text}) for text in TEXTS]
PAGE = "<html><body><article><p>{}</p></article></body></html>"


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.jsonl", "\n".join(LINES[:3]))
        archive.writestr("b.html", PAGE.format(TEXTS[3]))
        archive.writestr("c.txt", b"\x00\x01")
        archive.writestr("d.csv", "text,title\n" + "\n".join(f'"{text}",x' for text in TEXTS[4:7]))
    return buffer.getvalue()


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [*TEXTS, "", None]}), buffer, row_group_size=3)
    return buffer.getvalue()


def _warc() -> bytes:
    records = []
    for number, text in enumerate(TEXTS):
        body = PAGE.format(text).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{number}>\r\nWARC-Target-URI: http://x.test/\r\n"
        )
        head += "WARC-Date: 2025-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        records.append(head.encode() + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n")
    return b"".join(records[:4]) + b"garbage in between\r\n" + b"".join(records[4:])


INPUTS = {
    "a.jsonl": "\n".join([*LINES[:4], "", "no json", '{"text": "x", "published": "someday"}', *LINES[4:]]).encode(),
    "a.jsonl.gz": gzip.compress("\n".join(LINES).encode())[:-9],
    "a.csv": ("text,title\n" + "\n".join(f'"{text}",x' for text in TEXTS) + "\nbad,row,here\n").encode(),
    "a.parquet": _parquet(),
    "a.warc": _warc(),
    "a.txt": "\n\n\n".join(TEXTS).encode(),
    "a.html": PAGE.format(TEXTS[0]).encode(),
    "a.zip": _zip(),
    "empty.jsonl": b"",
}


@pytest.mark.parametrize("name", INPUTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 14)))
def test_windows_together_are_the_whole(
    name: str, cuts: set[int], write: Callable[[str, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "MAX_PIECE", 120)
    [item], _ = find_inputs([str(write(name, INPUTS[name]))])
    bounds = [0, *sorted(cuts), None]
    parts = [list(read_dumps(item, SETTINGS, Window(first or 0, last))) for first, last in pairwise(bounds)]
    assert [found for part in parts for found in part] == list(read_dumps(item, SETTINGS))


@pytest.mark.parametrize("name", INPUTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 14)), order=st.randoms(use_true_random=False))
def test_a_part_is_the_same_whatever_was_read_before_it(
    name: str,
    cuts: set[int],
    order: Random,
    write: Callable[[str, bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain, "MAX_PIECE", 120)
    [item], _ = find_inputs([str(write(name, INPUTS[name]))])
    parts = list(pairwise([0, *sorted(cuts), None]))
    order.shuffle(parts)
    for first, last in [*parts, *sorted(parts)]:
        whole = list(read_dumps(item, SETTINGS, Window(first or 0, last)))
        assert list(read_part(item, item.sha256(), SETTINGS, first or 0, last)) == whole


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.warc", "a.zip"])
def test_an_input_is_cut_into_parts_of_about_a_size(name: str, write: Callable[[str, bytes], Path]) -> None:
    [item], _ = find_inputs([str(write(name, INPUTS[name]))])
    cuts = record_cuts(item, SETTINGS, 400)
    assert cuts == sorted(set(cuts))
    assert 1 <= len(cuts) <= 10
    assert record_cuts(item, SETTINGS, 1 << 20) == []
