"""What a verb of asking or offering governs: "wants a 6% rise", "sought nine years", "urged X to spend £3bn"."""

from tallywire.annotate.sources.actors.people import is_role
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.verbs.site import Site, listed, rest
from tallywire.annotate.sources.verbs.speakers import head_of, may_speak, speakers
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_ADJUNCTS = frozenset(
    {"for", "to", "from", "in", "at", "with", "by", "on", "over", "as", ",", ";", ".", "and", "or", "but", "that"}
)
_FIGURES = frozenset({"CD", "$"})
_SUMS = frozenset({"MONEY", "PERCENT"})
_ASIDES = frozenset({"WDT", "WP", "WP$", "WRB"})
_BODIES = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_TERMS = frozenset({"year", "month"})
_LONGEST = 12  # words between a verb and the to-clause of those whom it urges
_TERM = 8  # words in which a sentence is told


def demand(site: Site) -> list[Span]:
    """The figure that is the verb's object or stands in it, of somebody who can want; what is sold is no offer."""
    words, start, end = site.words, site.cue[1], site.limits[1]
    if site.source is None or site.inverted or not may_speak(words, site.source):
        return []
    stop = next((i for i in range(start, end) if words.lower[i] in _ADJUNCTS), end)
    figure = next((i for i in range(start, stop) if words.tag[i] in _FIGURES and words.entity[i] != "DATE"), None)
    sold = words.lemma[site.verb] == "offer" and figure is not None and not _is_offer(words, site.verb, figure, stop)
    return [] if figure is None or sold else rest(site)


def wish(site: Site) -> list[Span]:
    """What somebody wants to do or another to do, if a figure stands in it; what a firm by its name wants is a plan."""
    words, start, end = site.words, site.cue[1], site.limits[1]
    if site.source is None or site.inverted or not _can_wish(words, site.source):
        return []
    near = range(start, min(start + _LONGEST, end - 1))
    to = next((i for i in near if words.tag[i] == "TO" and words.tag[i + 1] == "VB"), None)
    if to is None or not any(words.tag[i] in _FIGURES and words.entity[i] != "DATE" for i in range(to, end)):
        return []
    return rest(site)


def _can_wish(words: Words, source: Span) -> bool:
    """Whether the source is a person, or a body by its noun."""
    head = head_of(words, source)
    lone = words.name[head] and source[1] - source[0] == 1 and words.entity[head] not in _BODIES
    person = words.entity[head] == "PERSON" or words.lower[head] in ("he", "she") or lone
    return person or not speakers().isdisjoint((words.lower[head], words.lemma[head]))


def _is_offer(words: Words, verb: int, figure: int, stop: int) -> bool:
    """Whether what is offered is a sum or a share, made once, not the number of things that somebody sells."""
    given = words.entity[figure] in _SUMS or figure == stop - 1
    return given and words.tag[verb] in ("VBD", "VBN")


def sentence(site: Site) -> list[Span]:
    """The years or months that a lawyer asks for ("prosecutors sought nine to 11 years")."""
    words, near = site.words, range(site.cue[1], min(site.cue[1] + _TERM, site.limits[1]))
    if site.source is None or site.inverted or words.tag[site.verb] not in ("VBD", "VBN", "VBG"):
        return []
    terms = any(_is_term(words, i) for i in near)
    pleads = any(is_role(words, i) or words.entity[i] == "PERSON" for i in range(*site.source))
    defends = not {"prosecutors", "defence", "defense", "lawyers", "crown"}.isdisjoint(words.lower[slice(*site.source)])
    return rest(site) if terms and (pleads or defends) else []


def _is_term(words: Words, index: int) -> bool:
    """Whether "years" or "months" stands there, behind its number or the hyphen of "a nine-year term"."""
    number = index - 2 if words.lower[index - 1] == "-" else index - 1
    counted = words.tag[number] == "CD" or words.form[number][:1].isdigit()
    return counted and words.lemma[index] in _TERMS


def urging(site: Site) -> list[Span]:
    """The to-clause of those who are urged."""
    words, end = site.words, site.limits[1]
    if site.source is None or not may_speak(words, site.source):
        return []
    near = range(site.cue[1] + 1, min(site.cue[1] + _LONGEST, end - 1))
    to = next((i for i in near if words.tag[i] == "TO" and words.tag[i + 1] == "VB"), None)
    if to is None:
        return []
    aside = next((i for i in range(to, end - 1) if words.lower[i] == "," and words.tag[i + 1] in _ASIDES), end)
    return listed(trim(words, to + 1, aside))
