"""The spaCy component `tallywire_figures`: sets `doc._.tallywire_figures`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.figures.finder import find_figures

__all__ = ["Figures", "find_figures", "make_figures"]


class Figures:
    """Finds the figures of a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_figures` to the figures found, sorted by start."""
        doc._.tallywire_figures = find_figures(doc)
        return doc


@Language.factory("tallywire_figures", assigns=["doc._.tallywire_figures"])
def make_figures(nlp: Language, name: str) -> Figures:
    """Build the component."""
    document.register()
    return Figures()
