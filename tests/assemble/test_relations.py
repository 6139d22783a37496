"""Relation words: from an expression's own interval to the one that a figure holds for."""

from dataclasses import replace
from datetime import date

import pytest

from tallywire.assemble.dating.relations import timespans
from tallywire.records import Period, PeriodPart

TODAY = date(2025, 3, 5)
MAY = (date(2024, 5, 1), date(2024, 5, 31))
JUNE = (date(2025, 6, 1), date(2025, 6, 30))
AUTUMN = (date(2024, 9, 1), date(2024, 11, 30))
OPEN = None


def period(text: str, words: str, interval: tuple[date, date]) -> Period:
    start = text.index(words)
    return Period(start, start + len(words), words, "DATE", "X", *interval, rule="r")


@pytest.mark.parametrize(
    ("text", "interval", "expected", "words"),
    [
        ("in X", MAY, MAY, "X"),
        ("since X", MAY, (MAY[0], TODAY), "since X"),
        ("Since the X", MAY, (MAY[0], TODAY), "Since the X"),
        ("from X", MAY, (MAY[0], OPEN), "from X"),
        ("starting X", JUNE, (JUNE[0], OPEN), "starting X"),
        ("starting in X", JUNE, (JUNE[0], OPEN), "starting in X"),
        ("until X", JUNE, (TODAY, JUNE[1]), "until X"),
        ("until X", MAY, (OPEN, MAY[1]), "until X"),
        ("before X", MAY, (OPEN, date(2024, 4, 30)), "before X"),
        ("prior to X", MAY, (OPEN, date(2024, 4, 30)), "prior to X"),
        ("after X", MAY, (date(2024, 6, 1), TODAY), "after X"),
        ("after X", JUNE, (date(2025, 7, 1), OPEN), "after X"),
        ("since X", JUNE, (JUNE[0], OPEN), "since X"),
        ("by X", JUNE, (TODAY, JUNE[1]), "by X"),
        ("by X", MAY, (OPEN, MAY[1]), "by X"),
        ("as of X", MAY, MAY, "as of X"),
        ("resince X", MAY, MAY, "X"),
    ],
)
def test_relation_word(
    text: str, interval: tuple[date, date], expected: tuple[date | None, date | None], words: str
) -> None:
    [span] = timespans(text, [period(text, "X", interval)], TODAY)
    assert (span.date_from, span.date_to) == expected
    assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    "text",
    ["from X to Y", "between X and Y", "X to Y", "X through Y", "X – Y", "since X until Y", "from the X to the Y"],
)
def test_two_ends_make_one_range(text: str) -> None:
    [span] = timespans(text, [period(text, "X", MAY), period(text, "Y", AUTUMN)], TODAY)
    assert (span.date_from, span.date_to) == (MAY[0], AUTUMN[1])


@pytest.mark.parametrize("text", ["X and Y", "X, Y", "in X or Y", "from X and Y"])
def test_two_expressions_that_are_no_range_stay_apart(text: str) -> None:
    assert len(timespans(text, [period(text, "X", MAY), period(text, "Y", AUTUMN)], TODAY)) == 2


def test_ends_in_the_wrong_order_are_no_range() -> None:
    text = "X to Y"
    assert len(timespans(text, [period(text, "X", AUTUMN), period(text, "Y", MAY)], TODAY)) == 2


def test_without_a_document_date_open_relations_stay_open() -> None:
    [span] = timespans("since X", [period("since X", "X", MAY)], None)
    assert (span.date_from, span.date_to) == (MAY[0], None)


YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "words", "interval", "part", "expected"),
    [
        (
            "in early X",
            "early X",
            (date(2020, 1, 1), date(2020, 12, 31)),
            "early",
            (date(2020, 1, 1), date(2020, 4, 30)),
        ),
        ("in mid-X", "mid-X", (date(2020, 1, 1), date(2020, 12, 31)), "mid", (date(2020, 5, 1), date(2020, 8, 31))),
        ("in late X", "late X", (date(2020, 1, 1), date(2020, 12, 31)), "late", (date(2020, 9, 1), date(2020, 12, 31))),
        ("the mid-X", "mid-X", (date(1970, 1, 1), date(1979, 12, 31)), "mid", (date(1974, 1, 1), date(1976, 12, 31))),
        ("in late X", "late X", (date(1800, 1, 1), date(1899, 12, 31)), "late", (date(1866, 9, 1), date(1899, 12, 31))),
        ("in early X", "early X", MAY, "early", MAY),
        ("since early X", "early X", (date(2020, 1, 1), date(2020, 12, 31)), "early", (date(2020, 1, 1), TODAY)),
        ("by late X", "late X", (date(2020, 1, 1), date(2020, 12, 31)), "late", (OPEN, date(2020, 12, 31))),
        ("this X", "this X", YEAR, None, (YEAR[0], TODAY)),
        ("earlier this X", "earlier this X", YEAR, "before", (YEAR[0], TODAY)),
        ("later this X", "later this X", YEAR, "after", (TODAY, YEAR[1])),
        ("the current X", "the current X", YEAR, None, (YEAR[0], TODAY)),
        ("by the end of this X", "the end of this X", YEAR, "end", (TODAY, YEAR[1])),
    ],
)
def test_part_of_a_unit(
    text: str, words: str, interval: tuple[date, date], part: PeriodPart | None, expected: tuple[date, date]
) -> None:
    [span] = timespans(text, [replace(period(text, words, interval), part=part)], TODAY)
    assert (span.date_from, span.date_to) == expected


def test_lengths_of_time_and_sets_are_no_dates() -> None:
    length = Period(0, 1, "X", "DURATION", "P2Y", None, None, anchored=False)
    every = Period(2, 3, "Y", "SET", "P1D", None, None)
    assert timespans("X Y", [length, every], TODAY) == []
