""" "…, local media reported, citing officials": the cited speaks, the citer passes on."""

from dataclasses import replace

from tallywire.annotate.sources.content import trim
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.phrases import phrase_from
from tallywire.annotate.sources.roles import nouns
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_CITING = frozenset({"citing", "quoting"})


def cited(words: Words, sent: Span, frames: list[Frame]) -> list[Frame]:
    """`frames` of a sentence, with the source that a trailing "citing …" names in the place of the citer."""
    for index in range(*sent):
        if words.lower[index] not in _CITING:
            continue
        source = phrase_from(words, words.next(index + 1, sent[1]), sent[1])
        before = [frame for frame in frames if frame.cue[1] <= index and frame.source is not None]
        if source is None or not before or not _speaks(words, source):
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
    kinds = nouns("person") | nouns("organisation") | nouns("government") | nouns("media") | nouns("unnamed")
    bearers = kinds | cues().document_nouns
    return any(
        words.lemma[i] in bearers or words.lower[i] in bearers or words.entity[i] in ("PERSON", "ORG")
        for i in range(source[0], head)
    )
