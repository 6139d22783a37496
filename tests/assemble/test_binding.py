"""Binding: which period governs a figure, the clause that states it, whether it is denied, planned or conditional.

`tests/corpus/binding.csv`, `binding_times.csv`: `quantity` names the figure in `text`; `date_from` and `date_to` are
checked always, `claim` where it is filled (case of the first letter apart). `binding_periods.csv` checks dates alone.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from tallywire.annotate.annotator import Annotator
from tallywire.assemble import assemble
from tallywire.records import Claim, Story

CORPUS = Path(__file__).parents[1] / "corpus"
CASES = [
    case
    for name in ("binding.csv", "binding_times.csv")
    for case in csv.DictReader((CORPUS / name).read_text(encoding="utf-8").splitlines())
]


DATED = list(csv.DictReader((CORPUS / "binding_periods.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def claims(nlp: Language) -> list[list[Claim]]:
    return read(nlp, CASES)


@pytest.fixture(scope="module")
def dated(nlp: Language) -> list[list[Claim]]:
    return read(nlp, DATED)


def read(nlp: Language, cases: list[dict[str, str]]) -> list[list[Claim]]:
    stories = [
        Story("s", "s", "d", n, 0, len(case["text"]), *[None] * 5, day(case["published"]), None, case["text"])
        for n, case in enumerate(cases)
    ]
    annotated = Annotator(nlp).annotate(stories)
    return [[e.claim for e in assemble(story, a)] for story, a in zip(stories, annotated, strict=True)]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case['family']}-{case['quantity']}" for case in CASES])
def test_figure_is_bound(claims: list[list[Claim]], number: int) -> None:
    case = CASES[number]
    [claim] = [claim for claim in claims[number] if claim.quantity == case["quantity"]]
    assert (claim.date_from, claim.date_to) == (day(case["date_from"]), day(case["date_to"]))
    assert claim.negated == (case["negated"] == "yes")
    assert claim.modality == case["modality"]
    if case["claim"]:
        assert claim.claim.lower() == case["claim"].lower()


@pytest.mark.parametrize("number", range(len(DATED)), ids=[f"{case['family']}-{case['quantity']}" for case in DATED])
def test_figure_is_dated(dated: list[list[Claim]], number: int) -> None:
    case = DATED[number]
    [claim] = [claim for claim in dated[number] if claim.quantity == case["quantity"]]
    assert (claim.date_from, claim.date_to) == (day(case["date_from"]), day(case["date_to"]))
