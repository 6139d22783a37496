"""The attribution recogniser against its corpus: who is said to have asserted the marked figure."""

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from en_tallywire.lexicon import rows
from tallywire.annotate import document
from tallywire.annotate.annotator import make_doc
from tallywire.annotate.sources import find_sources
from tallywire.annotate.sources.actors.spelling import key
from tallywire.annotate.sources.actors.table import known
from tallywire.records import Source

CORPUS = Path(__file__).parents[1] / "corpus"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a corpus table."""
    return list(csv.DictReader((CORPUS / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


CASES = table("sources")


def parsed(nlp: Language, text: str) -> Doc:
    """A Doc of `text` as the annotator makes it, with the base model's annotations only."""
    doc = make_doc(nlp, text, None)
    for name, pipe in nlp.pipeline:
        if not name.startswith("tallywire_"):
            doc = pipe(doc)
    return doc


def innermost(sources: tuple[Source, ...], start: int, end: int) -> Source | None:
    """The source with the shortest content that holds the span."""
    holding = [(b - a, i) for i, source in enumerate(sources) for a, b in source.contents if a <= start and end <= b]
    return sources[min(holding)[1]] if holding else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['family']}: {case['text'][:40]}")
def test_sources_of_marked_figure(nlp: Language, case: dict[str, str]) -> None:
    start, end = case["text"].index("[["), case["text"].index("]]") - 2
    text = case["text"].replace("[[", "").replace("]]", "")
    source = innermost(find_sources(parsed(nlp, text)), start, end)
    if case["attribution"] == "none":
        assert source is None or source.attribution == "implied"
        return
    assert source is not None
    assert (source.attribution, source.actor, source.cue or "") == (case["attribution"], case["actor"], case["cue"])
    assert not case["via"] or source.via == case["via"]


@pytest.mark.parametrize("row", table("sources_stories"), ids=lambda row: row["story"][:40])
def test_sources_of_every_marked_figure_of_a_story(nlp: Language, row: dict[str, str]) -> None:
    """Stories of several paragraphs ("¶"), each figure marked as [[figure|attribution|actor|cue]]."""
    text, marks = "", []
    for number, part in enumerate(re.split(r"\[\[(.*?)\]\]", row["story"].replace(" ¶ ", "\n\n"))):
        figure, *expected = part.split("|") if number % 2 else [part]
        if number % 2:
            marks.append((len(text), len(text) + len(figure), expected))
        text += figure
    sources = find_sources(parsed(nlp, text))
    for start, end, expected in marks:
        source = innermost(sources, start, end)
        found = [source.attribution, source.actor, source.cue or ""] if source else ["none"]
        assert found == expected, text[max(0, start - 80) : end + 40]


@pytest.mark.parametrize("case", table("sources_identity"), ids=lambda case: case["spelling"])
def test_sources_identity_of_spelling(case: dict[str, str]) -> None:
    entry = known(case["spelling"])
    assert (entry.name if entry else "", entry.type if entry else "") == (case["id"], case["type"])


def test_sources_lexicon_has_one_name_a_spelling() -> None:
    names: dict[str, str] = {}
    for row in rows("actors"):
        for spelling in filter(None, (row["name"], *row["aliases"].split("|"))):
            assert names.setdefault(key(spelling), row["name"]) == row["name"], spelling


def test_sources_corpus_covers_every_kind() -> None:
    kinds = {case["attribution"] for case in CASES}
    assert kinds == {"explicit", "implied", "none"}
    assert len({case["family"].split(".")[0] for case in CASES}) >= 30


def test_sources_spans_carry_their_words(nlp: Language) -> None:
    for case in CASES[::5]:
        text = case["text"].replace("[[", "").replace("]]", "")
        doc = parsed(nlp, text)
        for source in find_sources(doc):
            check(source, doc.text)


def check(source: Source, text: str) -> None:
    """The invariants of a source of `text`."""
    assert all(0 <= start < end <= len(text) for start, end in source.contents)
    assert source.contents
    assert source.rule
    assert source.evidence
    if source.attribution == "explicit":
        assert source.cue_start is not None
        assert source.cue == text[source.cue_start : source.cue_end].strip()
        assert source.actor_text is None or source.actor_text == text[source.actor_start : source.actor_end].strip()
    else:
        assert source.cue is None
        assert source.actor_text is None


PARTS = (
    "“",
    "”",
    '"',
    "'",
    "said",
    "Khan",
    ",",
    ".",
    ":",
    "according to",
    "police",
    "12",
    "that",
    "\n\n",
    "5%",
    "he",
    "in a poll",
    "citing",
    "(",
    ")",
    "-",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_sources_any_words_give_valid_spans(nlp: Language, parts: list[str]) -> None:
    doc = parsed(nlp, " ".join(parts))
    for source in find_sources(doc):
        check(source, doc.text)


@pytest.mark.parametrize("unit", ["he said that ", "“a ", "Khan: ", "according to X, ", "( "])
def test_sources_long_lines_end_soon(nlp: Language, unit: str) -> None:
    doc = parsed(nlp, unit * 1500)
    began = time.process_time()
    find_sources(doc)
    assert time.process_time() - began < 2


def test_sources_component_sets_the_attribute(nlp: Language) -> None:
    doc = parsed(nlp, "Police said 12 people were hurt.")
    doc = nlp.get_pipe("tallywire_sources")(doc)
    assert [source.actor for source in document.sources(doc)] == ["Police"]


def test_sources_doc_without_parse_has_none(nlp: Language) -> None:
    assert find_sources(nlp.make_doc("Police said 12 people were hurt.")) == ()
    assert find_sources(nlp.make_doc("")) == ()


def test_sources_same_actor_has_one_id_in_every_spelling(nlp: Language) -> None:
    spellings = ("UNHCR", "the UN refugee agency", "the United Nations High Commissioner for Refugees")
    ids = {find_sources(parsed(nlp, f"According to {name}, 900 people fled."))[0].actor_id for name in spellings}
    assert ids == {"United Nations High Commissioner for Refugees"}
