"""Stances without a reporting verb: "is adamant that", "is under the impression that", "sources have it that"."""

from collections.abc import Iterator

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import has_finite, phrase_from
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.verbs.subjects import is_share, subject
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_COPULAS = frozenset({"be", "'s", "'re", "remain", "sound", "seem", "feel", "appear", "become", "grow", "stay"})
_DEGREE = 3  # adverbs between a copula and its adjective
_LONGEST = 6  # words of an idiom


def stance_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of the adjectives and set phrases in one sentence behind which a clause says what somebody holds."""
    stances, idioms = cues().stances, cues().set_phrases
    for index in range(*sent):
        if words.lower[index] not in stances and words.lemma[index] not in idioms:
            continue
        found = _adjective(words, index, sent) or _phrase(words, index, sent)
        if found is None:
            continue
        verb, cue = found
        limits = content.subordinate(words, verb, content.bounds(words, quotes, verb, sent))
        source, _ = subject(words, quotes, verb, limits)
        negated = any(words.dep[i] == "neg" for i in words.children[verb])
        if source is None or negated or not may_speak(words, source) or is_share(words, source):
            continue
        clause = next((i for i in words.children[cue[1] - 1] if words.dep[i] == "ccomp" and i >= cue[1]), None)
        span = content.clause_after(words, verb, clause, cue[1], limits[1])
        if span is not None:
            spans, quoted = content.with_quotes(words, [span], quotes, verb, sent)
            yield Frame("stance.clause", cue, source, tuple(spans), quoted=quoted)


def _adjective(words: Words, index: int, sent: Span) -> tuple[int, Span] | None:
    """The copula of an adjective ("remain | confident") with a clause behind it, and the adjective as cue."""
    if words.lower[index] not in cues().stances or not _opens(words, index + 1, sent[1]):
        return None
    first = index
    while first - 1 > max(sent[0], index - _DEGREE) and words.pos[first - 1] == "ADV":
        first -= 1
    copula = first - 1
    if copula <= sent[0] or _COPULAS.isdisjoint((words.lemma[copula], words.lower[copula])):
        return None
    return copula, (index, index + 1)


def _phrase(words: Words, index: int, sent: Span) -> tuple[int, Span] | None:
    """A set phrase with "that" behind it ("under the impression", "have it"): its verb, and the phrase as cue."""
    for phrase in cues().set_phrases.get(words.lemma[index], ()):
        end = index + len(phrase)
        if end >= sent[1] or tuple(words.lemma[index:end]) != phrase or words.lower[end] != "that":
            continue
        if words.tag[index].startswith("VB"):
            return index, (index, end)
        verb = index - 1
        return (verb, (index, end)) if verb > sent[0] and words.lemma[verb] in _COPULAS else None
    return None


def _opens(words: Words, index: int, end: int) -> bool:
    """Whether a clause begins: "that", or a noun phrase with its finite verb."""
    if index >= end:
        return False
    if words.lower[index] == "that":
        return words.tag[index] == "IN" or has_finite(words, index, end)
    phrase = phrase_from(words, index, end) if words.pos[index] != "ADP" else None
    return phrase is not None and phrase[1] < end and words.tag[phrase[1]] in ("VBD", "VBZ", "VBP", "MD")
