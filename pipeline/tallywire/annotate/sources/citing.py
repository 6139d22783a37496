""" "…, local media reported, citing officials": the cited speaks, the citer passes on."""

from dataclasses import replace

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.phrases import phrase_from
from tallywire.annotate.sources.roles import nouns
from tallywire.annotate.sources.words import Span, Words


def cited(words: Words, sent: Span, frames: list[Frame]) -> list[Frame]:
    """`frames` of a sentence, with the source that a trailing "citing …" names in the place of the citer."""
    for index in range(*sent):
        if words.lower[index] in ("citing", "quoting") and (
            source := phrase_from(words, words.next(index + 1, sent[1]), sent[1])
        ):
            citer = max(
                (f for f in frames if f.cue[1] <= index and f.source is not None),
                key=lambda f: f.cue,
                default=None,
            )
            if citer is not None and _speaks(words, source):
                contents = tuple((start, min(end, index - 1)) for start, end in citer.contents if start < index - 1)
                passed = replace(
                    citer,
                    rule="verb.citing",
                    cue=(index, index + 1),
                    source=source,
                    contents=contents,
                    via=citer.source,
                    referent=None,
                )
                return sorted(
                    [passed if f is citer else f for f in frames if f.cue[0] != index],
                    key=lambda f: f.cue,
                )
    return frames


def _speaks(words: Words, source: Span) -> bool:
    """Whether the cited can assert anything: people, bodies, documents; not reasons ("citing security concerns")."""
    head = next((i for i in range(*source) if words.pos[i] == "ADP"), source[1])
    kinds = nouns("person") | nouns("organisation") | nouns("government") | nouns("media") | nouns("unnamed")
    bearers = kinds | cues().document_nouns
    return any(
        words.lemma[i] in bearers or words.lower[i] in bearers or words.entity[i] in ("PERSON", "ORG")
        for i in range(source[0], head)
    )
