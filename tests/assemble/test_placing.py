"""Which place and country a figure is about: `tests/corpus/places.csv`, and what holds for every claim."""

import csv
from pathlib import Path

import pytest
from spacy.language import Language

from tallywire.annotate.annotator import Annotator
from tallywire.engine.extract import explain_story
from tallywire.records import Dump, Explained
from tallywire.split import split_dump

CORPUS = Path(__file__).parents[1] / "corpus" / "places.csv"


def _cases() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _explained(nlp: Language, text: str) -> list[Explained]:
    [story] = split_dump(Dump("d", "x.txt", text, one_story=True))
    return explain_story(story, Annotator(nlp))


@pytest.mark.parametrize("row", _cases(), ids=lambda row: f"{row['text'][:30]}-{row['quantity']}")
def test_place_and_country(nlp: Language, row: dict[str, str]) -> None:
    found = [one for one in _explained(nlp, row["text"]) if one.claim.quantity == row["quantity"]]
    assert len(found) == 1
    claim = found[0].claim
    assert (claim.place or "", claim.country or "") == (row["place"], row["country"])
    assert [item.rule for item in found[0].evidence if item.field == "country"] != [] or claim.country is None
