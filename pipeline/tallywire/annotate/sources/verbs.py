"""Frames of reporting verbs: active, inverted, interrupting, participial and passive."""

from collections.abc import Iterator

from tallywire.annotate.sources import content, governed
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.governed import Site
from tallywire.annotate.sources.phrases import phrase_from
from tallywire.annotate.sources.quotes import Quote
from tallywire.annotate.sources.subjects import is_share, referent, subject
from tallywire.annotate.sources.words import Span, Words

_ALWAYS = frozenset({"said", "says", "say"})  # verbs even where the tagger reads a noun
_NO_VERB = frozenset({"aux", "auxpass", "amod", "compound"})
_NEGATIONS = frozenset({"not", "n't", "never"})


def verb_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the reporting verbs in one sentence."""
    for index in range(*sent):
        kinds, cue = match(words, index, sent[1])
        if kinds and not _denied(words, index):
            frame = _frame(words, quotes, content.bounds(words, quotes, index, sent), index, cue, kinds)
            if frame is not None:
                yield frame


def match(words: Words, index: int, end: int) -> tuple[frozenset[str], Span]:
    """The content kinds that the verb at `index` governs, with its cue span; no kinds when it is no reporting verb."""
    lexicon = cues()
    cue = (index, index + 1)
    lemma = "say" if words.lower[index] in _ALWAYS else words.lemma[index]
    if lemma not in lexicon.verbs and lemma not in lexicon.phrasal:
        return frozenset(), cue
    if (not words.tag[index].startswith("VB") and words.lower[index] not in _ALWAYS) or words.dep[index] in _NO_VERB:
        return frozenset(), cue
    particle = words.lower[index + 1] if index + 1 < end else ""
    if particle in lexicon.phrasal.get(lemma, ()):
        return lexicon.verbs[f"{lemma} {particle}"], (index, index + 2)
    return lexicon.verbs.get(lemma, frozenset()), cue


def _denied(words: Words, index: int) -> bool:
    """Whether the words are not asserted: "did not say", "declined to say"."""
    lexicon = cues()
    negated = any(words.dep[i] == "neg" and words.lower[i] in _NEGATIONS for i in words.children[index])
    if negated and words.lemma[index] in lexicon.deniable:
        return True
    controlled = words.dep[index] == "xcomp" and words.tag[index] == "VB"
    return controlled and words.lemma[words.head[index]] in lexicon.denials


def _frame(
    words: Words, quotes: list[Quote], limits: Span, verb: int, cue: Span, kinds: frozenset[str]
) -> Frame | None:
    if any(words.dep[i] in ("nsubjpass", "auxpass") for i in words.children[verb]):
        return _passive(words, limits, verb, cue, kinds)
    source, inverted = subject(words, quotes, verb, limits)
    site = Site(words, quotes, limits, verb, cue, source, inverted)
    if "quoting" in kinds and (frame := _quoting(site)):
        return frame
    if source is None and (words.tag[verb] in ("VBN", "VB", "VBP") or words.lower[verb] == "say"):
        return None
    if source is not None and is_share(words, source):
        return None
    for kind, spans_of in governed.KINDS:
        if kind in kinds and (spans := spans_of(site)):
            spans, quoted = content.with_quotes(words, spans, quotes, verb, limits)
            return Frame(f"verb.{kind}", cue, source, tuple(spans), referent=referent(words, source), quoted=quoted)
    return None


def _passive(words: Words, limits: Span, verb: int, cue: Span, kinds: frozenset[str]) -> Frame | None:
    """ "The number was put at 50 by the ministry": the agent speaks, the rest of the clause is content."""
    agent = next((i for i in words.children[verb] if words.dep[i] == "agent"), None)
    if agent is None or not kinds & {"object", "document", "clause", "setting"}:
        return None
    phrase = phrase_from(words, words.next(agent + 1, limits[1]), limits[1])
    if phrase is None:
        return None
    spans = (
        content.trim(words, max(limits[0], words.left[verb]), agent),
        content.trim(words, phrase[1], min(words.right[verb] + 1, limits[1])),
    )
    kept = tuple(span for span in spans if span)
    return Frame("verb.passive", cue, phrase, kept) if kept else None


def _quoting(site: Site) -> Frame | None:
    """ "The paper quoted Khan as saying …": Khan is the source, the paper the intermediary."""
    words, end = site.words, site.limits[1]
    marker = next(
        (i for i in range(site.verb + 1, end - 1) if words.lower[i] == "as" and words.tag[i + 1] == "VBG"), None
    )
    if marker is None:
        return None
    quoted = phrase_from(words, words.next(site.verb + 1, marker), marker)
    clause = next((i for i in words.children[marker + 1] if words.dep[i] == "ccomp"), None)
    span = content.clause_after(words, marker + 1, clause, marker + 2, end)
    if quoted is None or span is None:
        return None
    spans, is_quoted = content.with_quotes(words, [span], site.quotes, site.verb, site.limits)
    return Frame("verb.quoting", site.cue, quoted, tuple(spans), via=site.source, quoted=is_quoted)
