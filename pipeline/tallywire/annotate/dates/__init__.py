"""The spaCy component `tallywire_dates`: sets `doc._.tallywire_periods`."""

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.dates.finder import find_periods, near_day

__all__ = ["Dates", "find_periods", "make_dates", "near_day"]


class Dates:
    """Finds periods in a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_periods`."""
        doc._.tallywire_periods = find_periods(doc)
        return doc


@Language.factory("tallywire_dates", assigns=["doc._.tallywire_periods"])
def make_dates(nlp: Language, name: str) -> Dates:
    """Build the component."""
    document.register()
    return Dates()
