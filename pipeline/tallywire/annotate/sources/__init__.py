"""The spaCy component `tallywire_sources`: sets `doc._.tallywire_sources`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.sources.find import find_sources

__all__ = ["Sources", "find_sources", "make_sources"]


class Sources:
    """Finds who asserted which words: `doc._.tallywire_sources` gets a tuple of `Source`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_sources`."""
        doc._.tallywire_sources = find_sources(doc)
        return doc


@Language.factory("tallywire_sources", assigns=["doc._.tallywire_sources"])
def make_sources(nlp: Language, name: str) -> Sources:
    """Build the component."""
    document.register()
    return Sources()
