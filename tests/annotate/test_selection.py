"""What of a story is parsed: no figure is left out, and offsets lead back to the story."""

import csv
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from tallywire.annotate.annotator import Annotator
from tallywire.annotate.gate import states_figure
from tallywire.annotate.selection import select
from tallywire.annotate.sentences import sentences
from tallywire.annotate.text import sentence_starts
from tallywire.records import Story

CORPUS = Path(__file__).parents[1] / "corpus"
CASES = list(csv.DictReader((CORPUS / "selection.csv").read_text(encoding="utf-8").splitlines()))
FIGURES = [
    re.sub(r"\[([^\]]*)\]", r"\1", row["sentence"], count=1)
    for path in sorted(CORPUS.glob("figures*.csv"))
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    if row["figures"] != "0"
]
PLAIN = "The harbour was quiet and the boats lay at anchor. "
STORY = (
    "Dr. Ingrid Solberg, the harbour master, opened the new quay. "
    + PLAIN * 6
    + "\n\n"
    + PLAIN * 3
    + "Solberg said 14 ferries would sail from it."
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"])
def test_states_figure(case: dict[str, str]) -> None:
    assert states_figure(case["sentence"]) is (case["states"] == "yes")


def test_every_figure_passes() -> None:
    assert [text for text in FIGURES if not states_figure(text)] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. The river rose.", 2),
        ("Mr. Okoro left. He was late.", 2),
        ("The U.S. Senate met.", 1),
        ("“It is over. We won,” she said.", 2),
        ("Shares of Brandt Inc. Fell sharply.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = sentences(text, ())
    assert len(found) == count
    assert "".join(text[start:end] for start, end in found) == text


@given(st.text(alphabet="Aa1 .\n“”,", max_size=120))
def test_origins_lead_back(text: str) -> None:
    selection = select(text, list(sentence_starts(text)))
    if selection is None:
        assert not any(char.isdigit() for char in text)
        return
    origin = selection.origins(7)
    assert all(char == text[origin(i) - 7] for i, char in enumerate(selection.text) if char != "\n")


def test_selection_takes_who_speaks_before_and_behind_a_long_quotation() -> None:
    talk = "It was a hard year. " * 6
    before = f"“We lost our way,” Solberg explained. “{talk}I sold 14 boats. {talk}I am done.” The tide fell.\n\n"
    behind = f"“{talk}I sold 14 boats. {talk}I am done,” Solberg explained. The tide fell.\n\n"
    for text in (before, behind):
        selection = select(text + PLAIN * 6, list(sentence_starts(text + PLAIN * 6)))
        assert selection is not None
        assert "Solberg explained" in selection.text
        assert PLAIN not in selection.text


def test_selection_takes_who_is_named_and_little_else() -> None:
    selection = select(STORY, list(sentence_starts(STORY)))
    assert selection is not None
    assert "Ingrid Solberg" in selection.text
    assert "14 ferries" in selection.text
    assert selection.text.count("boats") <= 3


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Amina Hassan was clear:\n" + '"We lost 40 goats."', "Hassan"),
        ("Omar Haddad said it was calm.\n" + "“We had 30 guests.”", "Haddad"),
        ("HOLT: We begin.\n" + "VOSS: Thanks.\n" + PLAIN * 3 + "\nWe have 650 here.\nHOLT: Good.", "VOSS"),
        ("“Rents rose 9%. That hurts.”\n— Lena Okafor, tenant\n" + PLAIN, "Okafor"),
        ("‘Rents rose 9%. That hurts,’ Okafor said. " + PLAIN * 3, "Okafor"),
    ],
)
def test_selection_takes_who_is_quoted(text: str, needed: str) -> None:
    selection = select(text, list(sentence_starts(text)))
    assert selection is not None
    assert needed in selection.text


def test_nothing_is_parsed_without_a_number() -> None:
    assert select(PLAIN * 5, ()) is None


def test_annotations_are_in_story_offsets(nlp: Language) -> None:
    none = dict.fromkeys(("title", "byline", "dateline", "publisher", "url", "published_basis"))
    story = Story("id", "a.txt", "dump", 0, 0, len(STORY), published=date(2024, 3, 1), text=STORY, **none)
    [annotated] = Annotator(nlp).annotate([story])
    [figure] = annotated.figures
    assert STORY[figure.start : figure.end] == figure.text == "14"
    [source] = [source for source in annotated.sources if source.cue == "said"]
    assert source.actor == "Ingrid Solberg"
    assert source.actor_start is not None
    assert STORY[source.actor_start : source.actor_end] == "Solberg"
    [sentence] = annotated.sentences
    assert STORY[sentence.start : sentence.end] == "Solberg said 14 ferries would sail from it."
    assert all(STORY[token.start : token.end] == token.text for token in sentence.tokens)


def test_a_long_paragraph_of_quotations_takes_no_time_to_speak_of() -> None:
    text = "“Item 12.” Then he said 5 more. " * 2000
    began = time.process_time()
    selection = select(text, ())
    assert selection is not None
    assert len(selection.text) == len(text)
    assert time.process_time() - began < 2
