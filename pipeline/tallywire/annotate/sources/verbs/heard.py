""" "The court heard that …", "the jury was told that …": bodies that sit and listen, whose sitting is the source."""

from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import noun_phrase
from tallywire.annotate.sources.verbs import clauses
from tallywire.annotate.sources.verbs.site import Site
from tallywire.annotate.sources.verbs.speakers import head_of
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_TOLD = frozenset({"tell", "hear", "inform"})


def sits(words: Words, source: Span) -> bool:
    """Whether the noun phrase is headed by a court, an inquiry or an assembly."""
    head = head_of(words, source)
    return words.lower[head] in nouns("court", "hearers") or words.lemma[head] in nouns("court", "hearers")


def heard(site: Site) -> list[Span]:
    """The clause that a court hears."""
    return clauses.clause(site) if site.source is not None and sits(site.words, site.source) else []


def told(site: Site) -> Frame | None:
    """The frame of a passive verb whose subject is such a body: its cue is "was told"."""
    words, verb = site.words, site.verb
    head = next((i for i in words.children[verb] if words.dep[i] == "nsubjpass" and site.limits[0] <= i < verb), None)
    agent = any(words.dep[i] == "agent" for i in words.children[verb])
    if words.lemma[verb] not in _TOLD or head is None or agent:
        return None
    source = noun_phrase(words, head, site.limits[0], verb)
    cue = next((i for i in range(source[1], verb) if words.dep[i] == "auxpass"), verb), verb + 1
    spans = clauses.clause(Site(words, site.quotes, site.limits, verb, cue, source, False))
    if not spans or not sits(words, source):
        return None
    kept, quoted = content.with_quotes(words, spans, site.quotes, verb, site.limits)
    return Frame("verb.told", cue, source, tuple(kept), quoted=quoted)
