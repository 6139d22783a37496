"""Pages' heads of many makes: which line is the title, and who published it; no name where the page tells none."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tallywire.records import Dump, digest
from tallywire.split import split_dump

CASES = Path(__file__).parents[1] / "corpus" / "heads.csv"

#: The texts below the heads.
BODIES = {
    "bridge": "The swing bridge over the Arle will close for nine weeks from Monday while engineers replace 140 bolts, "
    "the county council said.¶¶About 3,200 drivers a day will be sent along the ring road, adding 11 minutes.",
    "rice": "Rice growers in three districts asked the state on Tuesday for loans of $4 million after 260 wells ran "
    "dry.¶¶“We have dug twice as deep as last year,” said Ana Quispe, who farms nine hectares.",
    "bats": "Bats fly three times as often along dark streets as along lit ones, according to a study of 18 towns.¶¶"
    "The researchers counted 41,000 passes over two summers.",
    "dairy": "A court in Brno fined a dairy 2 million crowns on Thursday over a spill of whey that killed 7,000 fish.¶¶"
    "The dairy said that a valve had failed and that it would appeal.",
}


def _rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["head"][:50])
def test_head(row: dict[str, str]) -> None:
    """The title and the publisher; the body is one story."""
    gap = "" if row["head"].endswith(("— ", " - ")) else "¶" if row["head"].endswith(("¶", ":", "=", ">")) else "¶¶"
    foot = "¶¶" + row["foot"] if row["foot"] else ""
    text = (row["head"] + gap + BODIES[row["body"]] + foot).replace("¶", "\n")
    (story,) = split_dump(Dump(digest(text), "page.txt", text), date(2026, 1, 15))
    assert (story.title or "", story.publisher or "") == (row["title"], row["publisher"])
