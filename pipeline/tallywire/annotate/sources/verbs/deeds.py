"""What somebody admits, denies or proposes to do: "admitted (to) stealing $3m", "recalled seeing 200 people", "proposed
cutting 12 posts"; and the figure that he comes to behind a preposition: "hinted at 300 job cuts"."""

from tallywire.annotate.sources.verbs.site import Site, rest
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_PLEAS = frozenset({"count", "charge", "offence", "offense", "allegation", "indictment"})
_FIGURES = frozenset({"CD", "$"})
_NEAR = 4  # words in which the noun of a figure stands
_TOWARDS = frozenset({"to", "at", "against"})


def deed(site: Site) -> list[Span]:
    """The verb in -ing behind the cue, or a figure behind its "to" or "at"; charges admitted in court are an act."""
    words, (first, end) = site.words, (site.cue[1], site.limits[1])
    if site.source is None or site.inverted or not may_speak(words, site.source) or first + 1 >= end:
        return []
    towards = words.lower[first] in _TOWARDS
    figure = towards and words.lower[first] != "against" and _counts(words, first + 1, end)
    return rest(site) if figure or _does(words, first + towards) else []


def _does(words: Words, index: int) -> bool:
    """Whether a verb in -ing with an object or phrase of its own stands there."""
    return words.tag[index] == "VBG" or words.lower[index] in ("having", "being")


def _counts(words: Words, first: int, end: int) -> bool:
    near = range(first, min(first + _NEAR, end))
    figured = any(words.tag[i] in _FIGURES for i in near)
    return figured and not any(words.lemma[i] in _PLEAS for i in near)
