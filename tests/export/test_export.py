"""Exports: every format gives the rows back, no cell of news text runs, and a file is there whole or not at all."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from tallywire.errors import UsageError
from tallywire.export import FORMATS, Table, write

SCHEMA = pa.schema(
    [
        pa.field("claim_id", pa.string(), False),
        pa.field("story_id", pa.string()),
        *(pa.field(name, pa.string()) for name in ("counted_head", "actor_id", "country", "sentence")),
        *(pa.field(name, pa.date32()) for name in ("published", "date_from")),
        pa.field("value", pa.float64()),
        pa.field("negated", pa.bool_()),
        pa.field("words", pa.list_(pa.string())),
    ]
)
DAY = date(2024, 5, 1)
PAYLOADS = (
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "+44 20 7946",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    '"quoted", and, commas',
    "two\nlines",
    "plain <script>alert(1)</script>",
    "\x00\x1f",
)


def claims(*sentences: str) -> Table:
    rows = [
        {
            "claim_id": f"c{n}",
            "sentence": text,
            "value": 1.5,
            "negated": False,
            "published": date(2024, 5, 1),
            "words": ["a"],
        }
        for n, text in enumerate(sentences)
    ]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    return Table("claims", SCHEMA, lambda: iter(table.to_batches(max_chunksize=5)))


def sentences_of(path: Path, to: str) -> list[str]:
    if to == "csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return [row["sentence"] for row in csv.DictReader(stream)]
    if to == "jsonl":
        return [json.loads(line)["sentence"] for line in path.read_text("utf-8").split("\n") if line]
    if to == "sqlite":
        with closing(sqlite3.connect(path)) as database:
            return [text for (text,) in database.execute("SELECT sentence FROM claims ORDER BY rowid")]
    sheet = openpyxl.load_workbook(path)["claims"]
    return [row[SCHEMA.names.index("sentence")].value for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("to", ["jsonl", "sqlite"])
def test_text_comes_back_as_it_is(tmp_path: Path, to: str) -> None:
    write([claims(*PAYLOADS)], to, tmp_path / "out")
    assert sentences_of(tmp_path / "out", to) == list(PAYLOADS)


def test_csv_cells_that_look_like_formulas_get_an_apostrophe(tmp_path: Path) -> None:
    write([claims(*PAYLOADS)], "csv", tmp_path / "out")
    found = sentences_of(tmp_path / "out", "csv")
    assert [text.removeprefix("'") for text in found] == list(PAYLOADS)
    assert [text.startswith("'") for text in found] == [True] * 9 + [False] * 4


def test_workbook_cells_are_text_and_quoted_where_they_look_like_formulas(tmp_path: Path) -> None:
    write([claims(*PAYLOADS[:-1])], "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["claims"]
    cells = [row[SCHEMA.names.index("sentence")] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [True] * 9 + [False] * 3
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert sheet["I2"].value == 1.5


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    write([claims("x" * 40_000)], "xlsx", tmp_path / "out.xlsx")
    [text] = sentences_of(tmp_path / "out.xlsx", "xlsx")
    assert (len(text), text[-7:]) == (32_767, "… (cut)")


def test_plain_values_keep_their_types(tmp_path: Path) -> None:
    write([claims("x")], "sqlite", tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out")) as database:
        row = database.execute("SELECT published, value, negated, words, country FROM claims").fetchone()
    assert row == ("2024-05-01", 1.5, 0, '["a"]', None)


@pytest.mark.parametrize("to", FORMATS)
def test_a_table_without_rows_is_written(tmp_path: Path, to: str) -> None:
    write([claims()], to, tmp_path / f"out.{to}")
    assert sentences_of(tmp_path / f"out.{to}", to) == []


@pytest.mark.parametrize("to", FORMATS)
def test_a_file_is_replaced_only_when_asked(tmp_path: Path, to: str) -> None:
    out = tmp_path / f"out.{to}"
    out.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        write([claims("x")], to, out)
    assert out.read_text() == "mine"
    write([claims("x")], to, out, replace=True)
    assert sentences_of(out, to) == ["x"]


@pytest.mark.parametrize("to", FORMATS)
def test_a_failure_leaves_nothing_behind(tmp_path: Path, to: str) -> None:
    good = claims("x")

    def batches() -> Iterator[pa.RecordBatch]:
        yield from good.batches()
        raise OSError("disk gone")

    with pytest.raises(UsageError, match="disk gone"):
        write([Table("claims", SCHEMA, batches)], to, tmp_path / f"out.{to}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("where", ["none/out", "file/out", ""])
def test_a_file_that_cannot_be_written_is_named_with_the_reason(tmp_path: Path, to: str, where: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match=r"cannot write .*directory"):
        write([claims("x")], to, tmp_path / where, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
