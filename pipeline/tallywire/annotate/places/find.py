"""Places: the base model's location entities, with the words that name their kind, and their country."""

from functools import cache

from spacy.tokens import Doc, Span

from en_tallywire.lexicon import table
from tallywire.annotate.places.gazetteer import country_of
from tallywire.records import Place


def find_places(doc: Doc) -> tuple[Place, ...]:
    """The places of `doc`, in order, each once."""
    labels, _ = _lexicon()
    return tuple(_place(_extended(ent)) for ent in doc.ents if ent.label_ in labels and ent.text.strip())


@cache
def _lexicon() -> tuple[frozenset[str], frozenset[str]]:
    kinds = table("places")["kinds"]
    return frozenset(kinds["labels"]), frozenset(kinds["after"])


def _extended(ent: Span) -> Span:
    """The entity with the nouns behind it that say what it is: "Oyo" -> "Oyo state"."""
    _, kinds = _lexicon()
    end = ent.end
    while end < len(ent.doc) and ent.doc[end].lower_ in kinds and not ent.doc[end].is_sent_start:
        end += 1
    return ent.doc[ent.start : end]


def _place(span: Span) -> Place:
    words = [token.text for token in span]
    country, rule = _country(words)
    return Place(span.start_char, span.end_char, span.text, country, rule)


def _country(words: list[str]) -> tuple[str | None, str]:
    """The country of the whole name, else of the name without its kind words, from the longest part to the shortest."""
    _, kinds = _lexicon()
    if country := country_of(" ".join(words)):
        return country, "place.name"
    names = [word for word in words if word.lower() not in kinds and word not in ("'s", "’s")]
    for start in range(len(names)):
        if country := country_of(" ".join(names[start:])):
            return country, "place.part"
    return None, "place.entity"
