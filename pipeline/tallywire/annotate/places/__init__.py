"""The spaCy component `tallywire_places`: sets `doc._.tallywire_places`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document


class Places:
    """Finds places in a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_places`."""
        doc._.tallywire_places = ()
        return doc


@Language.factory("tallywire_places", assigns=["doc._.tallywire_places"])
def make_places(nlp: Language, name: str) -> Places:
    """Build the component."""
    document.register()
    return Places()
