"""What a verb that counts or ranks governs, if its subject keeps count: shares found, tallies, places in a ranking."""

import re

from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.verbs.site import Site, rest
from tallywire.annotate.sources.verbs.speakers import head_of, may_speak
from tallywire.annotate.sources.verbs.values import EVENTS
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_NEAR = 5  # words between a verb and the share that it gives
_PLACED = 6  # words between a verb and the place or figure that it gives
_PLAYING = frozenset({"university", "college", "school", "party", "league", "army", "hospital", "index", "fund"})
_COUNTERS = frozenset(
    {"organisers", "organizers", "officials", "police", "monitors", "observers", "researchers", "scientists", "rangers"}
)
_CHANCES = frozenset({"chance", "chances", "odds", "probability", "likelihood", "risk"})
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")


def ranking(site: Site) -> list[Span]:
    """ "ranked the city fourth among 30": what is given a place, behind a subject that is neither."""
    words, start = site.words, site.cue[1]
    near = range(start + 1, min(start + _PLACED, site.limits[1]))
    placed = any(words.lower[i] in cues().ordinals or _ORDINAL.fullmatch(words.lower[i]) for i in near)
    return rest(site) if placed and site.source is not None else []


def tally(site: Site) -> list[Span]:
    """ "The agency counted 6,900 arrivals", "it sees growth of 2%": a figure from a body that keeps count."""
    words, source, start = site.words, site.source, site.cue[1]
    if source is None or site.inverted:
        return []
    foresees = words.lower[site.verb] == "sees"
    near = range(start, min(start + (_PLACED if foresees else 3), site.limits[1]))
    first = next((i for i in near if words.pos[i] in ("NUM", "SYM")), None)
    if first is None or words.entity[first] in ("DATE", "TIME", "ORDINAL"):
        return []
    if words.lower[site.verb] in ("see", "sees") and not _CHANCES.isdisjoint(words.lower[start : start + 2 * _NEAR]):
        return rest(site) if may_speak(words, source) else []
    if words.lemma[site.verb] in ("count", "tally"):
        has = "among" in words.lower[start : start + 2 * _NEAR]  # "counted 12 Vermeers among its treasures"
        spans = rest(site) if may_speak(words, source) and not has else []
        return [(first, _before_speaker(words, first, last)) for first, last in spans]
    pronoun = foresees and words.lower[source[0] : source[1]] == ["it"]
    return rest(site) if pronoun or _keeps_count(words, source, foresees) else []


def _before_speaker(words: Words, start: int, end: int) -> int:
    """The comma behind which a pronoun says it ("counted 300 nests | , it says"), or `end`."""
    return next((i for i in range(start + 1, end - 1) if words.lower[i] == "," and words.tag[i + 1] == "PRP"), end)


def _keeps_count(words: Words, source: Span, foresees: bool) -> bool:
    """Whether the source is a public body or a known organisation; one that foresees may be a business too."""
    entry = known(words.text(*source).partition("(")[0])
    if entry is not None and entry.type == "organisation":
        return True
    kept = nouns("organisation") if foresees else nouns("organisation", "public") - _PLAYING
    return not (kept | _COUNTERS).isdisjoint(words.lower[source[0] : source[1]])


def share(site: Site) -> list[Span]:
    """A share that was found ("researchers found 41% of …"), which the parser reads as a thing."""
    start = site.cue[1]
    if site.source is not None and not may_speak(site.words, site.source):
        return []
    if any(site.words.tag[i] == "MD" for i in site.words.children[site.verb]):
        return []  # "shoppers would find 4% off"
    if site.source is not None and site.words.lower[head_of(site.words, site.source)] in EVENTS:
        return []
    found = any(site.words.entity[i] == "PERCENT" for i in range(start, min(start + _NEAR, site.limits[1])))
    return rest(site) if found else []
