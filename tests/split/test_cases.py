"""Tables of lines and what they are: kinds, datelines, publishers, and the days that dated texts get."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tallywire.records import Dump
from tallywire.split import split_dump
from tallywire.split.lines import publishers
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import mark
from tallywire.split.lines.mentions import mentions, numeric_date
from tallywire.split.lines.paragraphs import paragraphs

CASES = Path(__file__).parent / "cases"


def _rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows("kinds"), ids=lambda row: row["text"][:40])
def test_kind(row: dict[str, str]) -> None:
    (marked,) = mark(paragraphs(row["text"]))
    assert marked.kind == row["kind"]


@pytest.mark.parametrize("row", _rows("datelines"), ids=lambda row: row["text"][:40])
def test_dateline(row: dict[str, str]) -> None:
    text = row["text"]
    found = dateline(text)
    spans = {"place": found.place, "agency": found.agency, "date": found.date} if found else {}
    assert {name: text[slice(*span)] for name, span in spans.items() if span} == {
        name: row[name] for name in ("place", "agency", "date") if row[name]
    }


@pytest.mark.parametrize("row", _rows("publishers"), ids=lambda row: row["text"])
def test_publisher(row: dict[str, str]) -> None:
    found = publishers.by_name(row["text"])
    assert (found.name if found else "") == row["name"]


def test_publisher_by_address() -> None:
    found = publishers.by_url("https://www.bbc.co.uk/news/uk-1")
    assert found is not None
    assert (found.name, found.order) == ("BBC", "dmy")
    assert publishers.by_url("https://example.org/bbc.co.uk") is None


@pytest.mark.parametrize("row", _rows("headers"), ids=lambda row: row["text"][-50:])
@pytest.mark.parametrize("one_story", [False, True])
def test_header(row: dict[str, str], one_story: bool) -> None:
    """Each part of a header line goes to its field; what is none of the story's stays out of all of them."""
    text = (
        row["text"].replace("¶", "\n") + "\n\nThe bridge cost four million and took two years to build, the mayor said."
    )
    (story,) = split_dump(Dump("d", "x.txt", text, one_story=one_story), date(2026, 1, 15))
    fields = ("title", "byline", "dateline", "publisher", "published")
    assert {name: str(getattr(story, name) or "") for name in fields} == {name: row[name] for name in fields}


@pytest.mark.parametrize("row", _rows("titles"), ids=lambda row: row["text"][:40])
def test_title(row: dict[str, str]) -> None:
    """A headline that ends with a full stop is the title; a story's first sentence is none."""
    story = split_dump(Dump("d", "x.txt", row["text"].replace("|", "\n")), date(2026, 1, 15))[0]
    assert (story.title or "") == row["title"]


@pytest.mark.parametrize("row", _rows("published"), ids=lambda row: row["text"][-50:])
def test_published(row: dict[str, str]) -> None:
    story = split_dump(Dump("d", "x.txt", row["text"].replace("|", "\n")), date.fromisoformat(row["as_of"]))[0]
    found = (story.published.isoformat() if story.published else "", story.published_basis or "")
    assert found == (row["published"], row["basis"])


@pytest.mark.parametrize("row", _rows("candidates"), ids=lambda row: row["text"][-50:])
def test_what_was_weighed_for_a_date(row: dict[str, str]) -> None:
    """Each listed reason is among those that the story carries; the first says what came of them."""
    story = split_dump(Dump("d", "x.txt", row["text"].replace("|", "\n")), date.fromisoformat(row["as_of"]))[0]
    found = [f"{c.verdict} {c.day or ''} {c.rule} {c.words}" for c in story.published_candidates]
    wanted = row["weighed"].split(";")
    assert found[0].startswith(wanted[0])
    assert [reason for reason in wanted if not any(one.startswith(reason) for one in found)] == []
    assert len(found) == len(set(found)) <= 60


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wednesday, January 22", [(None, 1, 22, 2)]),
        ("on Friday (November 29) and on 1 Nov", [(None, 11, 29, 4), (None, 11, 1, None)]),
        ("Sept. 11, 2001", [(2001, 9, 11, None)]),
        ("the 3rd of March 2024, a Sunday", [(2024, 3, 3, None), (None, None, None, 6)]),
        ("October 2024", [(2024, 10, None, None)]),
        ("2023-11-02", [(2023, 11, 2, None)]),
        ("Tuesday evening, January 21", [(None, 1, 21, 1)]),
        ("we may march; the sun sat. May 5, 000 men", [(None, 5, 5, None)]),
        ("May 5,000 men march 12 miles", []),
    ],
)
def test_mentions(text: str, parts: list[tuple[int | None, ...]]) -> None:
    assert [(m.year, m.month, m.day, m.weekday) for m in mentions(text)] == parts


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2024", "dmy", date(2024, 4, 3)),
        ("03/04/2024", "mdy", date(2024, 3, 4)),
        ("03/04/2024", None, None),
        ("17.02.2023", None, date(2023, 2, 17)),
        ("04/04/24", None, date(2024, 4, 4)),
        ("1.2.3.4", None, None),
        ("99/99/2020", "dmy", None),
    ],
)
def test_numeric_date(text: str, order: str | None, day: date | None) -> None:
    found = numeric_date(text, order)
    assert (found[2] if found else None) == day
