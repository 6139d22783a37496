"""The spaCy component `tallywire_places`: sets `doc._.tallywire_places`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.places.find import find_places

__all__ = ["Places", "find_places", "make_places"]


class Places:
    """Finds the locations of a Doc and their countries."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_places`."""
        doc._.tallywire_places = find_places(doc)
        return doc


@Language.factory("tallywire_places", requires=["doc.ents"], assigns=["doc._.tallywire_places"])
def make_places(nlp: Language, name: str) -> Places:
    """Build the component."""
    document.register()
    return Places()
