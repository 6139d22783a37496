"""The spaCy component `tallywire_sources`: sets `doc._.tallywire_sources`."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.sources.actors.table import Actors, extended, using
from tallywire.annotate.sources.find import find_sources

__all__ = ["Sources", "find_sources", "make_sources"]


class Sources:
    """Finds who asserted which words: `doc._.tallywire_sources` gets a tuple of `Source`, named after `actors`.

    Where `tallywire_figures` has run before and found none, there is nothing to attribute, and no source is sought.
    """

    def __init__(self, actors: Actors) -> None:
        self.actors = actors

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.tallywire_sources`."""
        if doc._.tallywire_figures == ():
            doc._.tallywire_sources = ()
            return doc
        with using(self.actors):
            doc._.tallywire_sources = find_sources(doc)
        return doc


@Language.factory("tallywire_sources", assigns=["doc._.tallywire_sources"], default_config={"actors": None})
def make_sources(nlp: Language, name: str, actors: str | None) -> Sources:
    """Build the component; `actors` is the path of a CSV that extends the table of actors. Raises UsageError."""
    document.register()
    return Sources(extended(Path(actors) if actors else None))
