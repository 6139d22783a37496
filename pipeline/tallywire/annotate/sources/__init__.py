"""The spaCy component `tallywire_sources`: sets `doc._.tallywire_sources`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document


class Sources:
    """Finds sources in a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_sources`."""
        doc._.tallywire_sources = ()
        return doc


@Language.factory("tallywire_sources", assigns=["doc._.tallywire_sources"])
def make_sources(nlp: Language, name: str) -> Sources:
    """Build the component."""
    document.register()
    return Sources()
