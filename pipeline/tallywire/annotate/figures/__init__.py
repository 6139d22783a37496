"""The spaCy component `tallywire_figures`: sets `doc._.tallywire_figures`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document


class Figures:
    """Finds figures in a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_figures`."""
        doc._.tallywire_figures = ()
        return doc


@Language.factory("tallywire_figures", assigns=["doc._.tallywire_figures"])
def make_figures(nlp: Language, name: str) -> Figures:
    """Build the component."""
    document.register()
    return Figures()
