"""What somebody makes of a thing: "called it a threat to 3,000 jobs", "rated 28% of the bridges as poor"."""

from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.phrases import is_finite, phrase_from
from tallywire.annotate.sources.verbs.site import Site, listed, rest
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_DETERMINERS = frozenset({"a", "an", "the", "one", "his", "her", "its", "their", "“", '"', "``", "‘"})
_NAMED = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "''", "POS", "VBG", "DT"})
_CLOSERS = frozenset({".", ",", ";", ":", "and", "but", "or", "compared", "while", "with", "in", "at", "by", "as"})
_TURNS = frozenset({"as", "while", "after", "when", "before", "because", "although", "though", "but", "since", ";"})
_DATES = frozenset({"DATE", "TIME"})
_OBJECT = 14  # words of what is called something
_NEAR = 5  # words between a verb and the figure of what it rates
_RATED = 14  # words of what is rated


def naming(site: Site) -> list[Span]:
    """What a thing is called, behind it: "called the plan | a threat to 3,000 jobs", "described it as | …"."""
    words, start, end = site.words, site.cue[1], site.limits[1]
    if site.source is None or site.inverted or start >= end or not may_speak(words, site.source):
        return []
    if words.tag[start] == "VBG" or words.lower[start].endswith(("self", "selves")):
        return []
    limit = min(start + _OBJECT, end - 1)
    name = next((i for i in range(start + 1, limit) if _begins_name(words, i) or words.lower[i] in (",", ":")), None)
    if name is None or words.lower[name] in (",", ":") or words.entity[name] in _DATES:
        return []
    begin = name + (words.lower[name] == "as")
    stop = next((i for i in range(begin + 1, end) if words.lower[i] in _TURNS), end)
    return listed(trim(words, begin, stop))


def _begins_name(words: Words, index: int) -> bool:
    """Whether "as" or a second noun phrase begins there."""
    second = words.lower[index] in _DETERMINERS and words.tag[index - 1] in _NAMED and words.pos[index - 1] != "DET"
    return second or (words.lower[index] == "as" and not _is_clause(words, index + 1))


def _is_clause(words: Words, first: int) -> bool:
    """Whether "as" opens a clause ("condemned the launch | as three ships left")."""
    phrase = phrase_from(words, first, len(words.lower))
    return phrase is not None and phrase[1] < len(words.lower) and is_finite(words, phrase[1])


def verdict(site: Site) -> list[Span]:
    """How many of a kind are found to be so: "judged 14 of the 60 schools inadequate", "listed 120 dams as unsafe"."""
    words, start, end = site.words, site.cue[1], site.limits[1]
    if site.source is None or site.inverted or not may_speak(words, site.source):
        return []
    near = range(start, min(start + _NEAR, end))
    figure = next((i for i in near if words.tag[i] == "CD" and words.entity[i] not in _DATES), None)
    if figure is None:
        return []
    last = min(figure + _RATED, end)
    as_so = any(words.lower[i] == "as" and words.lower[i - 1] not in ("as", "such") for i in range(figure + 2, last))
    return rest(site) if as_so or any(_closes(words, i, end) for i in range(figure + 2, last)) else []


def _closes(words: Words, index: int, end: int) -> bool:
    """Whether an adjective behind a noun ends what is rated ("… schools | inadequate")."""
    behind = words.tag[index] in ("JJ", "VBN") and words.tag[index - 1] in ("NN", "NNS")
    return behind and (index + 1 >= end or words.lower[index + 1] in _CLOSERS)
