"""Differences between datasets: which claims are the same, and what of them changed."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tallywire.analyse import compare

Claims = Callable[..., pd.DataFrame]
CLAIM = {
    "claim_id": "x",
    "sentence": "A dam lost 40 gates.",
    "quantity": "40",
    "value": 40.0,
    "published": "2024-05-01",
}


def test_the_same_claims_do_not_differ(claims: Claims) -> None:
    assert compare(claims(CLAIM), claims(CLAIM)) == []


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"value": 41.0}, {"value": (40.0, 41.0)}),
        ({"counted": "gate"}, {"counted": (None, "gate"), "counted_head": (None, "gate")}),
        ({"published": None}, {"published": ("2024-05-01", None)}),
        ({"confidence": 0.9}, {}),
        ({"sentence_start": 7}, {}),
        ({"claim_id": "y", "story_id": "s9"}, {}),
        ({"claim_id": "y", "sentence": "A dam  lost 40\ngates.", "actor": "B"}, {"actor": (None, "B")}),
    ],
)
def test_changes_are_told_by_field(claims: Claims, change: dict[str, Any], fields: dict[str, Any]) -> None:
    differences = compare(claims(CLAIM), claims({**CLAIM, **change}))
    found = {name: pair for one in differences for name, pair in one.fields.items() if name != "sentence"}
    assert found == fields
    assert {one.what for one in differences} <= {"changed"}


def test_claims_are_gained_and_lost(claims: Claims) -> None:
    other = {**CLAIM, "claim_id": "y", "quantity": "12"}
    assert [(one.what, one.quantity) for one in compare(claims(CLAIM), claims(other))] == [
        ("lost", "40"),
        ("gained", "12"),
    ]


def test_equal_figures_of_a_sentence_are_paired_in_order(claims: Claims) -> None:
    twice = [{**CLAIM, "claim_id": name, "counted": counted} for name, counted in (("a", "gate"), ("b", "door"))]
    moved = [{**row, "claim_id": f"{row['claim_id']}2"} for row in twice]
    assert compare(claims(*twice), claims(*moved)) == []
    assert [one.what for one in compare(claims(*twice), claims(moved[0]))] == ["lost"]
