"""What somebody admits or denies having done or seen: "admitted (to) stealing $3m", "recalled seeing 200 people"."""

from tallywire.annotate.sources.verbs.site import Site, rest
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_PLEAS = frozenset({"count", "charge", "offence", "offense", "allegation", "indictment"})
_FIGURES = frozenset({"CD", "$"})
_NEAR = 4  # words in which the noun of a figure stands


def deed(site: Site) -> list[Span]:
    """The verb in -ing behind the cue, or behind its "to" also a figure; charges admitted in court are an act."""
    words, first = site.words, site.cue[1]
    if site.source is None or site.inverted or not may_speak(words, site.source):
        return []
    to = words.lower[first : first + 1] == ["to"]
    first += to
    if first >= site.limits[1]:
        return []
    return rest(site) if _does(words, first) or (to and _counts(words, first, site.limits[1])) else []


def _does(words: Words, index: int) -> bool:
    """Whether a verb in -ing with an object or phrase of its own stands there."""
    return words.tag[index] == "VBG" or words.lower[index] in ("having", "being")


def _counts(words: Words, first: int, end: int) -> bool:
    near = range(first, min(first + _NEAR, end))
    figured = any(words.tag[i] in _FIGURES for i in near)
    return figured and not any(words.lemma[i] in _PLEAS for i in near)
