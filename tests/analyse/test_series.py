"""Series: which claims are about the thing, what is left out, and when a point stands."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import tallywire
from tallywire.analyse import main_topics, topic_points
from tallywire.analyse.series import COLUMNS

Claims = Callable[..., pd.DataFrame]


@pytest.mark.parametrize(
    ("wanted", "counted", "head", "found"),
    [
        ("nurse", "student nurses", "nurse", True),
        ("nurses", "nurse", "nurse", True),
        ("Student Nurse", "student nurses", "nurse", True),
        ("student", "nurses", "nurse", False),
        ("city", "flooded cities", "city", True),
        ("nurse", "nursery schools", "school", False),
        ("bus", "buses", "bus", True),
        ("nurse", None, None, False),
    ],
)
def test_counted_words_fit(claims: Claims, wanted: str, counted: str | None, head: str | None, found: bool) -> None:
    frame = claims({"counted": counted, "counted_head": head, "low": 1.0})
    assert len(tallywire.series(frame, counted=wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "place", "country", "found"),
    [
        ("Chile", "Chile", "CL", True),
        ("CL", "Valparaiso", "CL", True),
        ("chile", "Valparaiso", "CL", True),
        ("Valparaiso", "Santiago", "CL", False),
        ("Valparaiso", "the port of Valparaiso", "CL", True),
        ("Chile", "Chile", None, True),
        ("Chile", None, None, False),
    ],
)
def test_a_country_takes_its_places(claims: Claims, wanted: str, place: Any, country: Any, found: bool) -> None:
    assert len(tallywire.series(claims({"place": place, "country": country}), place=wanted)) == found


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({}, True),
        ({"repeat_of": "c9"}, False),
        ({"negated": True}, False),
        ({"change": "up"}, False),
        ({"modality": "planned"}, True),
        ({"story_id": "copy"}, False),
    ],
)
def test_what_is_no_point_of_its_own_is_left_out(claims: Claims, row: dict[str, Any], kept: bool) -> None:
    stories = pd.DataFrame({"story_id": ["s0", "copy"], "duplicate_of": [None, "s0"]})
    assert len(tallywire.series(claims(row), stories=stories)) == kept


def test_points_are_dated_by_what_they_say_else_by_their_story_and_sorted(claims: Claims) -> None:
    points = tallywire.series(
        claims(
            {"claim_id": "undated"},
            {"claim_id": "published", "published": "2024-03-01"},
            {"claim_id": "to", "date_from": "2024-01-01", "date_to": "2024-01-31", "published": "2024-06-01"},
            {"claim_id": "from", "date_from": "2024-02-01", "published": "2024-06-01", "actor_id": "Port Authority"},
        )
    )
    assert list(points.columns) == list(COLUMNS)
    assert list(points["claim_id"]) == ["to", "from", "published", "undated"]
    assert list(points["date_basis"].fillna("")) == ["stated", "stated", "published", ""]
    assert points["actor"][1] == "Port Authority"


def test_an_empty_series_has_all_columns(claims: Claims) -> None:
    assert list(tallywire.series(claims({}), counted="zebra").columns) == list(COLUMNS)


def test_topics_are_the_things_with_most_figures_over_time(claims: Claims) -> None:
    rows = [
        {"counted": word, "low": float(n), "high": float(n), "published": f"2024-0{n}-01", "country": "CL"}
        for word, size in (("miner", 5), ("strike", 4), ("port", 3))
        for n in range(1, size + 1)
    ]
    frame, stories = claims(*rows), pd.DataFrame({"story_id": ["s0"], "duplicate_of": [None]})
    topics = main_topics(frame, stories)
    assert [(topic.head, topic.where) for topic in topics] == [("miner", "CL"), ("strike", "CL")]
    assert list(topic_points(frame, stories, topics[0])["low"]) == [1, 2, 3, 4, 5]
