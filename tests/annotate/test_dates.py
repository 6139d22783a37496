"""Time expressions: a corpus of cases, and what holds of every text and document date."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from en_tallywire.lexicon import rows
from tallywire.annotate import document
from tallywire.annotate.dates import find_periods
from tallywire.annotate.dates.grammar import grammar
from tallywire.records import Period

BLANK = English()
CORPUS = Path(__file__).parents[1] / "corpus"

RELATIVE = (
    "It rained yesterday.",
    "Prices fell in the past two weeks.",
    "He left ten days ago.",
    "The pool is now open.",
    "The court ruled on Tuesday.",
    "The shop opens next Friday.",
    "Sales fell over the past week.",
    "It happened last night.",
)
YEARLY = (
    "Output fell last year.",
    "Growth slowed in the past three years.",
    "It will open next year.",
    "He left two years ago.",
)
ABSOLUTE = (
    "The dam broke on 3 March 1975.",
    "Prices fell in May 2019.",
    "Punk was born in the mid-1970s.",
    "It shut in 2021-22.",
)


def cases() -> Iterator[dict[str, str]]:
    for name in ("dates.csv", "dates_news.csv"):
        with (CORPUS / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def read(nlp: Language, text: str, published: date | None) -> tuple[Doc, tuple[Period, ...]]:
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("tallywire")]):
        doc = nlp(text)
    doc._.published = published
    return doc, find_periods(doc)


def of_corpus(row: dict[str, str]) -> tuple[str, date | None, tuple[int, int] | None]:
    """The plain sentence, the document date, and the span that the brackets mark."""
    start, end = row["sentence"].find("["), row["sentence"].find("]") - 1
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return row["sentence"].replace("[", "").replace("]", ""), published, (start, end) if start >= 0 else None


@pytest.fixture(scope="module")
def parsed(nlp: Language) -> dict[str, Doc]:
    """The corpus' sentences, parsed in one go."""
    texts = sorted({of_corpus(row)[0] for row in cases()})
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("tallywire")]):
        return dict(zip(texts, nlp.pipe(texts), strict=True))


@pytest.mark.parametrize("row", list(cases()), ids=lambda row: row["sentence"][:60])
def test_dates_corpus(parsed: dict[str, Doc], row: dict[str, str]) -> None:
    text, published, span = of_corpus(row)
    parsed[text]._.published = published
    found = find_periods(parsed[text])
    if span is None:
        assert found == ()
        return
    period = next((period for period in found if (period.start, period.end) == span), None)
    assert period is not None, [period.text for period in found]
    assert (period.timex_type, period.timex_value, _iso(period.date_from), _iso(period.date_to), period.anchored) == (
        row["type"], row["value"], row["date_from"], row["date_to"], row["anchored"] == "yes",
    )  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def assert_sound(text: str, found: tuple[Period, ...]) -> None:
    last = 0
    for period in found:
        assert last <= period.start < period.end <= len(text)
        assert period.text == text[period.start : period.end]
        assert (period.date_from is None) == (period.date_to is None)
        assert period.date_from is None or period.date_to is None or period.date_from <= period.date_to
        assert period.anchored or (period.date_from is None and period.timex_type == "DURATION")
        last = period.end


def test_dates_sound_on_corpus_as_one_text(nlp: Language) -> None:
    text = " ".join(of_corpus(row)[0] for row in cases())
    for published in (date(2024, 2, 29), None):
        assert_sound(text, read(nlp, text, published)[1])


NUMBERS = """1999 2024 31 30 3rd 12 9 1990s '90s 10:30 2023-02-30 31/02/2023 0 99999999999 480 5.5 ½ 1,200"""
COMMON = "the of in last next past ago a - , . year months"
WORDS = [*grammar().vocabulary.known, *(NUMBERS.split() * 8), *(COMMON.split() * 4)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates() | st.none())
def test_dates_sound_on_any_words(words: list[str], published: date | None) -> None:
    document.register()
    text = " ".join(word if index % 2 else word.title() for index, word in enumerate(words))
    doc = BLANK(text)
    doc._.published = published
    assert_sound(text, find_periods(doc))


@pytest.mark.parametrize("text", RELATIVE)
@pytest.mark.parametrize("weeks", [1, -52, 520])
def test_dates_relative_shift_by_weeks(nlp: Language, text: str, weeks: int) -> None:
    base, by = date(2024, 6, 14), timedelta(weeks=weeks)
    assert _intervals(nlp, text, base + by) == [(first + by, last + by) for first, last in _intervals(nlp, text, base)]


@pytest.mark.parametrize("text", YEARLY)
def test_dates_relative_shift_by_years(nlp: Language, text: str) -> None:
    expected = [
        (first.replace(year=first.year + 8), last.replace(year=last.year + 8))
        for first, last in _intervals(nlp, text, date(2015, 6, 14))
    ]
    assert _intervals(nlp, text, date(2023, 6, 14)) == expected


@pytest.mark.parametrize("text", ABSOLUTE)
@pytest.mark.parametrize("published", [date(1999, 1, 1), date(2031, 12, 31), None])
def test_dates_absolute_do_not_shift(nlp: Language, text: str, published: date | None) -> None:
    assert _intervals(nlp, text, published) == _intervals(nlp, text, date(2024, 6, 14)) != []


def _intervals(nlp: Language, text: str, published: date | None) -> list[tuple[date, date]]:
    return [(p.date_from, p.date_to) for p in read(nlp, text, published)[1] if p.date_from and p.date_to]


def test_dates_component_assigns(nlp: Language) -> None:
    doc = nlp("Prices rose in May 2020.")
    assert [period.text for period in document.periods(doc)] == ["May 2020"]


def test_dates_line_breaks_part_expressions(nlp: Language) -> None:
    _, found = read(nlp, "Closed in May\n\n2020 was a good year.", date(2021, 1, 1))
    assert [period.text for period in found] == ["May", "2020"]


def test_dates_anchors_lose_no_match() -> None:
    """Trying rules where their anchors are finds what trying every rule on the whole text does."""
    text = " ".join(of_corpus(row)[0] for row in cases())
    lexemes = grammar().lexemes(text, frozenset())
    rules = grammar().rules
    whole = [(rule.rank, found.span()) for rule in rules for found in rule.pattern.finditer(lexemes.codes)]
    assert sorted((match.rule.rank, (match.first, match.last)) for match in grammar().matches(lexemes)) == whole


def test_dates_every_reader_and_guard_exists() -> None:
    from tallywire.annotate.dates.guards import GUARDS
    from tallywire.annotate.dates.readers import READERS

    assert {rule.read for rule in grammar().rules} == set(READERS)
    assert {rule.guard for rule in grammar().rules} - {None} == set(GUARDS)


def test_dates_holidays_reach_every_year() -> None:
    from tallywire.annotate.dates.readers.named import holiday_days

    for row in rows("holidays"):
        if row["rule"] != "table":
            assert all(holiday_days(row, year) for year in (1950, 2000, 2024, 2050)), row["key"]
    assert {row["key"] for row in rows("holidays_moving")} == {
        row["key"] for row in rows("holidays") if row["rule"] == "table"
    }
