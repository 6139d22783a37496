"""Our annotations on a spaCy Doc: the extension attributes that the components read and assign.

`doc._.published` is the document date that relative expressions hang on. The other four hold tuples of records with
character offsets into `doc.text`, or None until their component has run.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from spacy.strings import StringStore
from spacy.tokens import Doc

from tallywire.records import Figure, Period, Place, Source

_TEXT = "tallywire_text"
_FORMS = "tallywire_forms"
_OFFSETS = "tallywire_offsets"
_STARTS = "tallywire_starts"
_ENTITIES = "tallywire_entities"
_NEAR = "tallywire_near"
#: What spaCy's ENT_IOB says of a token that is inside an entity, outside one, or begins one.
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
_LINES = "tallywire_lines"

ATTRIBUTES = ("published", "tallywire_periods", "tallywire_figures", "tallywire_places", "tallywire_sources")


class Strings(dict[int, str]):
    """The strings of a vocabulary by their codes, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, code: int) -> str:
        string = self[code] = self._store[code]
        return string


class Entity(NamedTuple):
    """A named entity: its first token, the one behind its last, and its label."""

    start: int
    end: int
    label: str


def register() -> None:
    """Add our extension attributes to `Doc`, unless they are there; factories call it before they build."""
    for name in ATTRIBUTES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


@lru_cache(maxsize=4)
def strings(store: StringStore) -> Strings:
    """The strings of a vocabulary, one table for all of its Docs."""
    return Strings(store)


def set_text(doc: Doc, made_of: str) -> None:
    """Note the text that the Doc was made of."""
    doc.user_data[_TEXT] = made_of


def text(doc: Doc) -> str:
    """The Doc's text, put together once at most: spaCy does so from its tokens each time that it is asked."""
    known = doc.user_data.get(_TEXT)
    if known is None:
        known = doc.user_data[_TEXT] = doc.text
    return cast(str, known)


def forms(doc: Doc) -> list[str]:
    """The words as written, one item a token, without a Token made for each; looked up once, not to be changed."""
    known = doc.user_data.get(_FORMS)
    if known is None:
        codes = doc.to_array("ORTH").tolist()
        known = doc.user_data[_FORMS] = list(map(strings(doc.vocab.strings).__getitem__, codes))
    return cast(list[str], known)


def offsets(doc: Doc) -> list[int]:
    """Where each token begins; looked up once, not to be changed."""
    known = doc.user_data.get(_OFFSETS)
    if known is None:
        known = doc.user_data[_OFFSETS] = doc.to_array("IDX").tolist()
    return cast(list[int], known)


def sentence_starts(doc: Doc) -> list[int]:
    """The tokens at which the sentences begin, as far as any are set; once parsed looked up once, not to be changed."""
    known = doc.user_data.get(_STARTS)
    if known is None:
        known = [index for index, mark in enumerate(doc.to_array("SENT_START").tolist()) if mark == 1]
        if doc.has_annotation("DEP"):
            doc.user_data[_STARTS] = known
    return cast(list[int], known)


def entities(doc: Doc) -> list[Entity]:
    """The named entities, without spaCy's spans and the tokens they pass; looked up once, not to be changed."""
    known = doc.user_data.get(_ENTITIES)
    if known is None:
        known = doc.user_data[_ENTITIES] = _entities(doc)
    return cast(list[Entity], known)


def _entities(doc: Doc) -> list[Entity]:
    flags, labels = doc.to_array(["ENT_IOB", "ENT_TYPE"]).T.tolist()
    names = strings(doc.vocab.strings)
    found: list[Entity] = []
    start: int | None = None
    for index, flag in enumerate([*flags, _OUTSIDE]):
        if flag == _INSIDE:
            continue
        if start is not None:
            found.append(Entity(start, index, names[labels[start]]))
        start = index if flag == _BEGINS and labels[index] else None
    return found


def published(doc: Doc) -> date | None:
    """The document date, or None when none was given."""
    return cast("date | None", doc._.published)


def set_near(doc: Doc, day: date | None) -> None:
    """Note the day near which the months without a year lie in a story that has no date, of which `doc` is a part."""
    doc.user_data[_NEAR] = day


def near(doc: Doc) -> date | None:
    """The day that `set_near` noted; None when none was."""
    return cast("date | None", doc.user_data.get(_NEAR))


def set_lines(doc: Doc, starts: Iterable[int]) -> None:
    """Note the offsets at which the layout opens a line or sentence, which the flattened text no longer shows."""
    doc.user_data[_LINES] = frozenset(starts)


def lines(doc: Doc) -> frozenset[int]:
    """The offsets that `set_lines` noted; empty when none were."""
    return cast("frozenset[int]", doc.user_data.get(_LINES, frozenset()))


def periods(doc: Doc) -> tuple[Period, ...]:
    """The time expressions found so far."""
    return cast("tuple[Period, ...]", doc._.tallywire_periods or ())


def figures(doc: Doc) -> tuple[Figure, ...]:
    """The figures found so far."""
    return cast("tuple[Figure, ...]", doc._.tallywire_figures or ())


def places(doc: Doc) -> tuple[Place, ...]:
    """The places found so far."""
    return cast("tuple[Place, ...]", doc._.tallywire_places or ())


def sources(doc: Doc) -> tuple[Source, ...]:
    """The attributions found so far."""
    return cast("tuple[Source, ...]", doc._.tallywire_sources or ())
