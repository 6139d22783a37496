""" "…, local media reported, citing officials": the cited speaks, the citer passes on."""

from dataclasses import replace

from tallywire.annotate.sources.actors.roles import nouns_of
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import is_finite, phrase_from, phrase_to
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_VERB = 4  # words behind the cited in which the citer's verb stands
_CITING = frozenset({"citing", "quoting"})


def cited(words: Words, sent: Span, frames: list[Frame]) -> list[Frame]:
    """`frames` of a sentence, with the source that a trailing "citing …" names in the place of the citer."""
    for index in range(*sent):
        if words.lower[index] not in _CITING:
            continue
        source = phrase_from(words, words.next(index + 1, sent[1]), sent[1])
        before = [frame for frame in frames if frame.cue[1] <= index and frame.source is not None]
        if source is None or not _speaks(words, source):
            continue
        if (leading := _leading(words, sent, frames, index, source)) is not None:
            kept = [frame for frame in frames if frame.cue[0] != index and not _same(frame, leading, source)]
            return sorted([*kept, leading], key=lambda frame: frame.cue)
        if not before:
            continue
        citer = max(before, key=lambda frame: frame.cue)
        passed = _passed_on(words, citer, index, source)
        if passed is not None:
            kept = [passed if frame is citer else frame for frame in frames if frame.cue[0] != index]
            return sorted(kept, key=lambda frame: frame.cue)
    return frames


def _passed_on(words: Words, citer: Frame, cue: int, source: Span) -> Frame | None:
    """The citer's frame with the cited as its source: its contents end before the cue."""
    spans = [trim(words, start, min(end, cue)) for start, end in citer.contents if start < cue]
    contents = tuple(span for span in spans if span)
    if not contents:
        return None
    return replace(
        citer, rule="verb.citing", cue=(cue, cue + 1), source=source, contents=contents, via=citer.source, referent=None
    )


def _speaks(words: Words, source: Span) -> bool:
    """Whether the cited can assert anything: people, bodies, documents; not reasons ("citing security concerns")."""
    head = next((i for i in range(*source) if words.pos[i] == "ADP"), source[1])
    kinds = nouns_of("person", "organisation", "government", "media", "unnamed")
    bearers = kinds | cues().document_nouns
    return any(
        words.lemma[i] in bearers or words.lower[i] in bearers or words.entity[i] in ("PERSON", "ORG")
        for i in range(source[0], head)
    )


def _leading(words: Words, sent: Span, frames: list[Frame], cue: int, source: Span) -> Frame | None:
    """ "State radio, citing local officials, gave a toll of 70": the citer stands before both commas."""
    close = source[1]
    if cue - 1 <= sent[0] or words.lower[cue - 1] != "," or close >= sent[1] or words.lower[close] != ",":
        return None
    citer = phrase_to(words, cue - 1, sent[0])
    verb = next((i for i in range(close + 1, min(close + _VERB, sent[1])) if is_finite(words, i)), None)
    if citer is None or verb is None or not may_speak(words, citer):
        return None
    passed = next((frame for frame in frames if frame.cue[0] > close and _is_of(frame, citer)), None)
    rest = trim(words, verb + 1, sent[1])
    contents = passed.contents if passed is not None else (rest,) if rest is not None else ()
    return Frame("verb.citing", (cue, cue + 1), source, contents, via=citer) if contents else None


def _is_of(frame: Frame, citer: Span) -> bool:
    return frame.source is not None and frame.source[0] < citer[1] and citer[0] < frame.source[1]


def _same(frame: Frame, leading: Frame, source: Span) -> bool:
    """Whether a frame is the citer's own with what the cited says."""
    return leading.via is not None and frame.cue[0] >= source[1] and _is_of(frame, leading.via)
