"""Which names of a record are taken for its fields: those of the table, boxes around them apart."""

from datetime import date
from typing import Any

import pytest

from tallywire.read.names import Columns, flat, names_of
from tallywire.read.record import published_date, read_record
from tallywire.records import Dump

RECORDS: list[tuple[dict[str, Any], Columns, dict[str, str]]] = [
    # record, columns of the user, field -> the name that it has
    ({"text": "A.", "content": "B."}, {}, {"text": "text"}),
    ({"text": "", "content": "B."}, {}, {"text": "content"}),
    ({"text": "A.", "content": "B."}, {"text": "content"}, {"text": "content"}),
    ({"text": "A."}, {"text": "body"}, {}),
    ({"Article Text": "A.", "Headline": "H"}, {}, {"text": "Article Text", "title": "Headline"}),
    ({"story_text": "A.", "publish_date": "2024-01-02"}, {}, {"text": "story_text", "published": "publish_date"}),
    ({"_source": {"maintext": "A.", "site": "x.eu"}}, {}, {"text": "_source.maintext", "publisher": "_source.site"}),
    ({"headline": {"main": "H", "kicker": "K"}, "body": "A."}, {}, {"text": "body", "title": "headline.main"}),
    ({"fields": {"bodyText": "A."}}, {"text": "fields.bodyText"}, {"text": "fields.bodyText"}),
    ({"text": "A.", "authors": [{"name": "Ida Roe"}, {"name": "Per Oak"}]}, {}, {"text": "text", "byline": "authors"}),
    ({"thread": {"site": "orbit.example"}, "text": "A."}, {}, {"text": "text", "publisher": "thread.site"}),
    ({"description": "D.", "summary": "S."}, {}, {"text": "summary"}),
    ({"tone": 0.3, "context": "C.", "subtitle": "U", "category": "N", "updated": "2024-01-02"}, {}, {}),
    ({"Text_Length": 4, "text_id": 7, "publisherId": 3}, {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("record", "columns", "expected"), RECORDS)
def test_the_names_of_fields(record: dict[str, Any], columns: Columns, expected: dict[str, str]) -> None:
    assert names_of(tuple(flat(record)), columns) == expected


def test_an_address_is_no_publisher() -> None:
    record = {"text": "A.", "source": "https://orbit.example/a"}
    (dump,) = read_record(record, {}, "a#0", "line 1")
    assert isinstance(dump, Dump)
    assert (dump.metadata.publisher, dump.metadata.url) == (None, "https://orbit.example/a")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1715068800, date(2024, 5, 7)),
        (1715068800000, date(2024, 5, 7)),
        (20240507, date(2024, 5, 7)),
        (20240507083000, date(2024, 5, 7)),
        ("20240507083000", date(2024, 5, 7)),
        ("2024-05-07T23:59:00-08:00", date(2024, 5, 7)),
        (2024, None),
        (17, None),
        (20241399, None),
        (True, None),
        (1e30, None),
        (float("nan"), None),
        ("May 2024", None),
        ([2024, 5, 7], None),
    ],
)
def test_dates_of_records(value: object, expected: date | None) -> None:
    assert published_date(value) == expected
