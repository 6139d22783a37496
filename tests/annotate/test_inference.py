"""The fast predictor gives what the model's own pipes give."""

from itertools import pairwise

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate.inference import Predictor
from tallywire.annotate.inference.attributes import Attributes
from tallywire.annotate.inference.entities import Entities
from tallywire.annotate.inference.parse import Parse
from tallywire.annotate.model import load

TEXTS = (
    "",
    "Rain.",
    "There are 12 people on the bridge, let's go. There's no way around it, Mr. Okafor said on 3 May.",
    '"We ai n\'t gonna pay £4.2m for that," Anna Brandt, 61, told the BBC; the U.S. company had wanted $6bn.',
    "  The   council cut spending by 4%  – its third cut since 2019 – and, as the mayor  put it, “will do so again”.",
    "Ferries carried 1,200 people to Santorini last week\nHotels in Athens are full\n\nMarket Report: Shares fell",
    "The minister who had promised the farmers the dam that the engineers said would never hold resigned. " * 12,
)
ATTRIBUTES = ("text", "tag_", "pos_", "lemma_", "dep_", "ent_type_", "ent_iob_", "is_sent_start")


@pytest.fixture(scope="module")
def base() -> Language:
    nlp = load()
    nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("tallywire")])
    return nlp


def docs_of(nlp: Language, texts: tuple[str, ...]) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs:
        for before, token in pairwise(doc):
            if "\n" in before.text:
                token.is_sent_start = True
    return docs


def rows(doc: Doc) -> list[tuple[object, ...]]:
    return [(*(getattr(token, name) for name in ATTRIBUTES), token.head.i) for token in doc]


def test_every_step_is_fast(base: Language) -> None:
    kinds = {type(step) for step in Predictor(base)._steps}
    assert {Attributes, Entities, Parse} <= kinds


def test_equals_the_pipes(base: Language) -> None:
    expected = [base(doc) for doc in docs_of(base, TEXTS)]
    predict = Predictor(base)
    for _ in range(2):  # the second time from memory
        docs = docs_of(base, TEXTS)
        predict(docs)
        assert [rows(doc) for doc in docs] == [rows(doc) for doc in expected]


def test_does_not_depend_on_the_batch(base: Language) -> None:
    predict = Predictor(base)
    predict([])
    together = docs_of(base, TEXTS)
    predict(together)
    for text, other in zip(TEXTS, together, strict=True):
        [alone] = docs_of(base, (text,))
        predict([alone])
        assert rows(alone) == rows(other)
        assert alone.tensor.tobytes() == other.tensor.tobytes()


def test_does_not_depend_on_what_was_read_before(base: Language) -> None:
    fresh, seasoned = Predictor(base), Predictor(base)
    expected, doc = docs_of(base, (TEXTS[3], TEXTS[3]))
    fresh([expected])
    for end in range(1, len(doc)):
        seasoned([doc[:end].as_doc()])  # one new word at a time
    seasoned([doc])
    assert doc.tensor.tobytes() == expected.tensor.tobytes()


def test_any_pipeline_runs() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp.make_doc("One. Two.")
    Predictor(nlp)([doc])
    assert len(list(doc.sents)) == 2
