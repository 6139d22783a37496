"""Who can assert anything: people, bodies, governments, media, documents, names."""

from functools import cache

from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.actors.roles import nouns_of
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.words import Words
from tallywire.records import Span


@cache
def speakers() -> frozenset[str]:
    """The nouns of people, organisations, governments, media and unnamed sources."""
    return nouns_of("person", "organisation", "government", "media", "unnamed")


@cache
def _bearers() -> frozenset[str]:
    return speakers() | cues().document_nouns


def head_of(words: Words, source: Span) -> int:
    """The last token of a source's core: before its comma, bracket or preposition."""
    stop = next(
        (i for i in range(source[0] + 1, source[1]) if words.pos[i] == "ADP" or words.lower[i] in ",("), source[1]
    )
    return stop - 1


def may_speak(words: Words, source: Span) -> bool:
    """Whether the noun phrase is headed by a name, a pronoun, a document or a noun of people or bodies."""
    head = head_of(words, source)
    bearers = _bearers()
    named = is_name(words, head) and words.entity[head] not in ("DATE", "TIME", "EVENT")
    return named or words.pos[head] == "PRON" or words.lower[head] in bearers or words.lemma[head] in bearers
