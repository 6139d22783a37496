"""Doubts that hold of a claim, and what they make of its confidence."""

import pytest
from spacy.language import Language

from en_tallywire.lexicon import table
from tallywire.annotate.annotator import Annotator
from tallywire.assemble.confidence import confidence
from tallywire.engine.extract import explain_story
from tallywire.records import Dump, Explained
from tallywire.split import split_dump

HEAD = "Harbour Post\n12 March 2024\n\n"


def _claim(nlp: Language, text: str, quantity: str) -> Explained:
    [story] = split_dump(Dump("d", "x.txt", HEAD + text, one_story=True))
    [found] = [one for one in explain_story(story, Annotator(nlp)) if one.claim.quantity == quantity]
    return found


def _doubts(explained: Explained) -> set[str]:
    return {item.rule.removeprefix("doubt.") for item in explained.evidence if item.field == "confidence"}


@pytest.mark.parametrize(
    ("text", "quantity", "doubts"),
    [
        ("The port lost 40 cranes.", "40", set()),
        ("The port lost 40 cranes last year.", "40", {"dated"}),
        ("The port lost 40 cranes in recent weeks.", "40", {"date_vague"}),
        ("The port paid 3 million dollars for the cranes.", "3 million dollars", {"money"}),
        ("Only 14 were left.", "14", {"uncounted"}),
        ("Two unnamed traders said 40 cranes had sunk.", "40", {"unnamed"}),
        ("Forty cranes, three barges.", "three", {"verbless"}),
    ],
)
def test_what_is_in_doubt(nlp: Language, text: str, quantity: str, doubts: set[str]) -> None:
    assert _doubts(_claim(nlp, text, quantity)) == doubts


def test_a_claim_without_doubts_is_surer_than_any_other(nlp: Language) -> None:
    sure, unsure = _claim(nlp, "The port lost 40 cranes.", "40"), _claim(nlp, "Only 14 were left.", "14")
    assert 0 < unsure.claim.confidence < sure.claim.confidence < 1
    assert sure.claim.confidence == confidence(())


def test_every_doubt_lowers_the_confidence() -> None:
    weights = table("confidence")["weights"]
    assert [name for name, weight in weights.items() if name != "intercept" and weight >= 0] == []
