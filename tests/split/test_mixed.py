"""Dumps of articles by many publishers, each with a head of its own form: no layout holds for all of them."""

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tallywire.records import Dump, digest
from tallywire.split import split_dump

GOLD = Path(__file__).parents[2] / "data" / "gold"
#: Characters between where an article begins and where its story may: a line of the page may stand above the title.
NEAR = 200


@pytest.mark.parametrize("separator", ["\n\n", "\n\n\n", "\n\n---\n\n", "\n\n***\n\n", "\n" + "=" * 40 + "\n"])
def test_mixed(separator: str) -> None:
    """Nearly every article becomes a story of its own, hardly a story begins elsewhere, and none runs into the next."""
    articles = [path.read_text(encoding="utf-8").strip() for path in sorted(GOLD.glob("news[2-9]/*.txt"))]
    chosen = random.Random(separator)
    true = given = right = 0
    for number in range(25):
        starts, text = [], ""
        for article in chosen.sample(articles, chosen.randrange(2, 9)):
            text += separator if text else ""
            starts.append(len(text))
            text += article
        stories = split_dump(Dump(digest(text), f"{number}.txt", text), date(2026, 1, 15))
        true, given = true + len(starts), given + len(stories)
        assert all(one.end <= other.start for one, other in pairwise(stories))
        right += sum(any(abs(story.start - start) < NEAR for story in stories) for start in starts)
    assert right / true >= 0.93
    assert right / given >= 0.96
