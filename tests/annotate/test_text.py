"""Readying text for the parser: where layout opens a sentence, and pieces that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallywire.annotate.text import flatten, pieces, sentence_starts


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("A headline\nThe story begins.", ["The story"]),
        ("A headline\n\nThe story begins.\n\nIt goes on.", ["The story", "It goes"]),
        ("The river rose by two metres over the night and\nflooded the market.", []),
        ("The council voted on the plan late on Monday, with\nAnna Berg against.", []),
        ("The council voted on the plan late on Monday night.\nAnna Berg was against.", ["Anna Berg"]),
        ("LAGOS, Nigeria (Reuters) - Two ships collided.", ["Two ships"]),
        ("LAGOS, Nigeria (Reuters) -Two ships collided.", ["Two ships"]),
        ("PARIS, March 3 (AFP) — “We will stay,” she said.", ["“We will"]),
        ("NAIROBI: Rain closed the road.", ["Rain closed"]),
        ("UNICEF: 5 million children lack water", []),
        ("Mayor warns: rain is coming", []),
        ("The firm was valued at £300m. They had paid more.", ["They"]),
        ("It rose by 3.5m people.", []),
    ],
)
def test_layout_opens_sentences(text: str, openings: list[str]) -> None:
    starts = sorted(sentence_starts(text))
    assert len(starts) == len(openings)
    assert all(text[start:].startswith(opening) for start, opening in zip(starts, openings, strict=True))


@given(st.text(max_size=300))
def test_flattening_keeps_every_offset(text: str) -> None:
    flat = flatten(text)
    assert len(flat) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, flat, strict=True))


@given(st.text(alphabet="ab \n", max_size=200), st.integers(min_value=2, max_value=40))
def test_pieces_cover_the_text_in_order(text: str, limit: int) -> None:
    spans = list(pieces(text, limit))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= limit for start, end in spans)
