"""Where a narrator sets a figure of his own beside the one that somebody gave ("…, short of the 2 million that …")."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_COMPARED = 8  # words in which a comparison shows
_TIMES = (["more", "than", "twice"], ["less", "than", "half"], ["more", "than", "double"], ["nearly", "twice", "the"])
_EARLIER = frozenset({"previous", "earlier", "prior", "initial", "original", "its", "their", "last", "old", "former"})


def uncompared(words: Words, verb: int, spans: list[Span]) -> list[Span]:
    """`spans` of an opinion or expectation, ended before the figure that the narrator compares it with."""
    if words.lemma[verb] in ("put", "place", "peg", "value"):
        return [(start, _short_from(words, start, end)) for start, end in spans]
    if words.lemma[verb] not in cues().opinions or words.lemma[verb] in cues().findings:
        return spans
    return [(start, compares_from(words, start, end)) for start, end in spans]


def _short_from(words: Words, start: int, end: int) -> int:
    """The joint from which on a span only measures a set value against the narrator's mark, or its end."""
    joints = (i for i in range(start + 1, end - 1) if words.lower[i] in (",", "and"))
    return next((i for i in joints if falls_short(words, i + 1)), end)


def compares_from(words: Words, start: int, end: int) -> int:
    """The comma from which on a span only compares ("…, compared with £61m"), or its end."""
    for index in range(start + 1, end - 1):
        if words.lower[index] == "," and compares(words, index + 1) and not _forecast_before(words, index + 1, end):
            return index
    return end


def _forecast_before(words: Words, index: int, end: int) -> bool:
    """Whether the comparison is with the speaker's own earlier forecast ("against a previous forecast of …")."""
    ahead = words.lower[index : min(index + _COMPARED, end)]
    noun = next((i for i, word in enumerate(ahead) if word in cues().valuations | cues().forecasts), None)
    return noun is not None and not _EARLIER.isdisjoint(ahead[:noun])


def compares(words: Words, index: int) -> bool:
    """Whether the words at `index` set a figure beside the one before it ("short of the 2 million …", "twice …")."""
    ahead = words.lower[index : index + _COMPARED]
    multiple = ahead[:1] in (["twice"], ["double"], ["triple"]) or ahead[:3] in _TIMES
    less = "than" in ahead[2:] and ahead[ahead.index("than", 2) - 1] in ("less", "lower", "fewer", "worse")
    return multiple or less or any(tuple(ahead[: len(phrase)]) == phrase for phrase in cues().comparing)


def falls_short(words: Words, index: int) -> bool:
    """Whether the words at `index` set a figure beside a mark that is the narrator's ("short of the 2 million …")."""
    ahead = words.lower[index : index + _COMPARED]
    return any(tuple(ahead[: len(phrase)]) == phrase for phrase in cues().short)
