"""What a reporting verb governs, by kind of content: a clause, a quotation, a noun phrase, an infinitive."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tallywire.annotate.sources import content
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.identity import known
from tallywire.annotate.sources.phrases import has_finite, is_finite, phrase_from, skip_adjuncts
from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.roles import nouns
from tallywire.annotate.sources.words import Span, Words

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "ccomp", "attr", "oprd", "nummod", "pobj"})
_BEFORE = frozenset({",", "”", '"', "''", "’", "—", "–", "--", "-", "?", "!", "…", "..."})
_QUANTIFIERS = frozenset({"between", "around", "about", "up", "over", "under", "more", "less", "as", "at"})
_OPENING = frozenset({",", ":", "“", '"', "''", "‘", "'"})
_NEAR = 5  # words between a verb and the share that it gives
_PLACED = 6  # words between a verb and the place or figure that it gives
_PLAYING = frozenset({"university", "college", "school", "party", "league", "army", "hospital", "index", "fund"})
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_SAID = frozenset({"said", "says", "say"})


@dataclass(frozen=True, slots=True)
class Site:
    """A reporting verb in its sentence: it reaches `limits`; `source` is its subject, right of it if `inverted`."""

    words: Words
    quotes: list[Quote]
    limits: Span
    verb: int
    cue: Span
    source: Span | None
    inverted: bool

    @property
    def group(self) -> Span:
        """The span of the cue with its source, as far as nothing else stands between them."""
        if self.source is None:
            return self.verb, self.cue[1]
        if self.inverted:
            return self.verb, self.source[1]
        words, between = self.words, self.source[1]
        apposed = words.lower[between] == "," and words.lower[self.verb - 1] == ","
        near = apposed or not has_finite(words, between, self.verb - 1)
        return (self.source[0] if near else self.verb), self.cue[1]

    def dependent(self, *labels: str) -> int | None:
        """The verb's first dependent to its right with one of the labels, within the limits."""
        children = self.words.children[self.verb]
        return next(
            (i for i in children if self.verb < i < self.limits[1] and self.words.dep[i] in labels),
            None,
        )


def clause(site: Site) -> list[Span]:
    """A clause behind the verb, or before it, or around it."""
    words, (start, end) = site.words, site.limits
    behind = site.dependent("ccomp")
    if behind is not None and _detached(site, behind):
        behind = None
    ahead = any(words.dep[i] == "ccomp" and i < site.verb for i in words.children[site.verb])
    group = site.group
    mark = words.previous(group[0] - 1, start)
    trails = mark > start and words.lower[mark] in _BEFORE and words.tag[site.verb] != "VBG"
    if (as_said := _as_said(site, mark)) is not None:
        return as_said
    spoken = any(quote.speech and quote.end == mark + 1 for quote in site.quotes)
    tail = _past_hearer(site, group[1]) if trails and behind is None else group[1]
    if trails and (spoken or content.ends_after(words, tail, end) or (behind is None and ahead)):
        before = content.trim(words, start, group[0])
        around = content.clause_around(words, tail, end, before, site.inverted)
        return [span for span in (before, around) if span]
    if behind is None and not _opens_clause(site):
        return []
    return _listed(content.clause_after(words, site.verb, behind, group[1], end))


def _past_hearer(site: Site, index: int) -> int:
    """The token behind the one who is told ("…, traders told this newspaper, …"), if a comma or the end is next."""
    words, end = site.words, site.limits[1]
    hearer = phrase_from(words, index, end) if words.lemma[site.verb] in cues().addressed else None
    if hearer is None or hearer[1] >= end or words.lower[hearer[1]] not in (",", "."):
        return index
    return hearer[1]


def _as_said(site: Site, mark: int) -> list[Span] | None:
    """The main clause beside "as the minister put it"; None when the verb stands in no such clause."""
    words, (start, end) = site.words, site.limits
    if mark < start or words.lower[mark] != "as" or site.inverted:
        return None
    comma = next((i for i in range(site.verb, end) if words.lower[i] == ","), None)
    if words.previous(mark - 1, start) < start + 1:
        return _listed(content.trim(words, comma, end)) if comma is not None else None
    if words.lower[words.previous(mark - 1, start)] == "," and site.dependent("ccomp", "dobj") is None:
        return _listed(content.trim(words, start, mark))
    return None


def _listed(span: Span | None) -> list[Span]:
    return [span] if span else []


def _detached(site: Site, behind: int) -> bool:
    """Whether the parser hung a main clause on a verb that has its object ("after X announced cuts, shares fell")."""
    words, first = site.words, site.words.left[behind]
    if words.lower[site.verb] in _SAID or any(words.lower[i] == "that" for i in words.children[behind] if i < behind):
        return False
    between = skip_adjuncts(words, site.group[1], first)
    return between < first and words.lower[between] not in _OPENING and "," in words.lower[between:first]


def _opens_clause(site: Site) -> bool:
    """Whether a clause follows although the parser saw none: "that", a colon, or a subject with its finite verb."""
    words, end = site.words, site.limits[1]
    index = skip_adjuncts(words, site.group[1], end)
    headline = words.lower[site.verb] in _SAID and content.is_headline(words, site.verb)
    if index >= end or not (headline or has_finite(words, index, end)):
        return False
    if headline and words.pos[index] != "PUNCT":
        return True
    if words.lower[index] in ("that", ":"):
        return True
    bare = words.lemma[site.verb] in cues().bare or words.lower[site.verb] in _SAID
    if not bare or words.lower[index] in (",", ";"):
        return False
    if words.lower[site.verb] in _SAID:
        return True
    phrase = phrase_from(words, index, end)
    if phrase is None or not has_finite(words, phrase[1], end):
        return False
    verb = skip_adjuncts(words, phrase[1], end)
    parsed = site.dependent("dobj") is None and any(words.dep[i] in _SUBJECTS for i in range(*phrase))
    return parsed or (verb < end and is_finite(words, verb))


def quotation(site: Site) -> list[Span]:
    """A quotation beside the verb that no clause of its own has claimed."""
    words, end = site.words, site.limits[1]
    group = site.group
    for quote in site.quotes:
        ahead = group[1] <= quote.start < end and not has_finite(words, group[1], quote.start)
        behind = quote.end <= group[0] and words.next(quote.end, group[0]) == group[0] and _speaks_before(site, quote)
        if quote.speech and (ahead or behind):
            return _listed(content.trim(words, *quote.inner))
    return []


def _speaks_before(site: Site, quote: Quote) -> bool:
    """Whether the verb behind a quotation belongs to it: that breaks off, or the sentence says nothing else."""
    words = site.words
    breaks_off = words.lower[words.previous(quote.inner[1] - 1, quote.start)] != "."
    said = words.lower[site.verb] in _SAID and content.ends_after(words, site.group[1], site.limits[1])
    return breaks_off or site.inverted or said


def infinitive(site: Site) -> list[Span]:
    """A to-clause ("expects sales to rise 4%")."""
    behind = site.dependent("xcomp", "ccomp")
    return _rest(site, behind) if behind is not None else []


def _rest(site: Site, behind: int | None = None) -> list[Span]:
    """What stands right of the cue, of a verb that has a source."""
    if site.source is None:
        return []
    return _listed(content.clause_after(site.words, site.verb, behind, site.cue[1], site.limits[1]))


def thing(site: Site) -> list[Span]:
    """A noun phrase with the news ("reported a 5% rise")."""
    following = site.words.next(site.cue[1], site.limits[1])
    quantified = following < site.limits[1] and (
        site.words.lower[following] in _QUANTIFIERS or site.words.pos[following] == "NUM"
    )
    phrasal = site.cue[1] - site.cue[0] > 1
    return _rest(site) if phrasal or quantified or site.dependent(*_OBJECTS) is not None else []


def setting(site: Site) -> list[Span]:
    """ "put the toll at 41": what is set, with the value that it is set at."""
    words, end = site.words, site.limits[1]
    stop = next((i for i in range(site.verb + 1, end) if words.lower[i] in (",", ";")), end)
    at = next((i for i in range(site.verb + 2, stop - 1) if words.lower[i] == "at"), None)
    if at is None or not any(words.pos[i] in ("NUM", "SYM") for i in range(at + 1, min(at + 5, stop))):
        return []
    return _rest(site)


def ranking(site: Site) -> list[Span]:
    """ "ranked the city fourth among 30": what is given a place, behind a subject that is neither."""
    words, start = site.words, site.cue[1]
    near = range(start + 1, min(start + _PLACED, site.limits[1]))
    placed = any(words.lower[i] in cues().ordinals or _ORDINAL.fullmatch(words.lower[i]) for i in near)
    return _rest(site) if placed and site.source is not None else []


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
    pronoun = foresees and words.lower[source[0] : source[1]] == ["it"]
    return _rest(site) if pronoun or _keeps_count(words, source, foresees) else []


def _keeps_count(words: Words, source: Span, foresees: bool) -> bool:
    """Whether the source is a public body or a known organisation; one that foresees may be a business too."""
    entry = known(words.text(*source).partition("(")[0])
    if entry is not None and entry.type == "organisation":
        return True
    kept = nouns("organisation") if foresees else nouns("organisation", "public") - _PLAYING
    return not kept.isdisjoint(words.lower[source[0] : source[1]])


def share(site: Site) -> list[Span]:
    """A share that was found ("researchers found 41% of …"), which the parser reads as a thing."""
    start = site.cue[1]
    found = any(site.words.entity[i] == "PERCENT" for i in range(start, min(start + _NEAR, site.limits[1])))
    return _rest(site) if found else []


def document(site: Site) -> list[Span]:
    """What a document or data say ("the poll gives her 41%")."""
    return _rest(site) if site.source is not None and is_document(site.words, site.source) else []


def is_document(words: Words, source: Span) -> bool:
    """Whether the noun phrase is headed by a document or data ("the Marist poll")."""
    lexicon = cues()
    behind = (i for i in range(source[0] + 1, source[1]) if words.lower[i] in lexicon.after_head)
    end = next((i for i in behind if not _qualifies(words, i, source[1])), source[1])
    return end > source[0] and not lexicon.document_nouns.isdisjoint((words.lemma[end - 1], words.lower[end - 1]))


def _qualifies(words: Words, index: int, end: int) -> bool:
    """Whether an adjective stands before the noun, not behind it ("an earlier ministry count")."""
    adjective = words.tag[index] in ("JJ", "JJR")
    return adjective and index + 1 < end and words.pos[index + 1] in ("NOUN", "ADJ", "PROPN")


def about(site: Site) -> list[Span]:
    """A prepositional object: "warned of 200 job losses", "accused the army of killing 50"."""
    words, lexicon = site.words, cues()
    accuses = "accusation" in lexicon.verbs[words.lemma[site.verb]]
    allowed = lexicon.accusation if accuses else lexicon.about
    preposition = next(
        (
            i
            for i in words.children[site.verb]
            if words.dep[i] == "prep" and i > site.verb and words.lower[i] in allowed
        ),
        None,
    )
    if site.source is None:
        return []
    if preposition is None:
        return _listed(_charge(site)) if accuses else []
    return _listed(content.trim(words, preposition + 1, min(words.right[preposition] + 1, site.limits[1])))


def _charge(site: Site) -> Span | None:
    """What somebody is accused of, where the parser hangs it on the accused: "of" before a verb in -ing."""
    words, end = site.words, site.limits[1]
    near = range(site.cue[1] + 1, min(site.cue[1] + 2 * _NEAR, end - 1))
    of = next((i for i in near if words.lower[i] in ("of", "for") and words.tag[i + 1] == "VBG"), None)
    return content.trim(words, of + 1, end) if of is not None else None


#: The kinds of `cues.toml` in the order in which they are tried.
KINDS: tuple[tuple[str, Callable[[Site], list[Span]]], ...] = (
    ("clause", clause),
    ("quote", quotation),
    ("infinitive", infinitive),
    ("setting", setting),
    ("object", thing),
    ("document", document),
    ("share", share),
    ("ranking", ranking),
    ("tally", tally),
    ("accusation", about),
    ("about", about),
)
