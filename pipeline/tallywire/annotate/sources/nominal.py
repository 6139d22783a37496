"""Frames of nouns: "the report's finding that …", "reports emerged that …"."""

from collections.abc import Iterator

from tallywire.annotate.sources import content
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import Frame
from tallywire.annotate.sources.phrases import noun_phrase, owner
from tallywire.annotate.sources.words import Span, Words


def nominal_frames(words: Words, sent: Span) -> Iterator[Frame]:
    """The frames of the nouns in one sentence that carry a that-clause and say whose it is."""
    lexicon = cues()
    for noun in range(*sent):
        if words.lemma[noun] not in lexicon.clause_nouns or words.pos[noun] != "NOUN":
            continue
        emerges = words.dep[noun] == "nsubj" and words.lemma[words.head[noun]] in lexicon.emerging
        clause = _clause(words, noun)
        if clause is None and emerges:
            clause = next((i for i in words.children[words.head[noun]] if words.dep[i] == "ccomp" and i > noun), None)
        if clause is None or clause >= sent[1]:
            continue
        cue = words.head[noun] if emerges else noun
        source = _source(words, noun, clause, sent)
        span = content.clause_after(words, noun, clause, noun + 1, min(words.right[clause] + 1, sent[1]))
        if source is not None and span is not None:
            yield Frame("noun.clause", (cue, cue + 1), source, (span,))


def _clause(words: Words, noun: int) -> int | None:
    """The head of the noun's that-clause."""
    for child in words.children[noun]:
        that = any(words.lower[i] == "that" and words.tag[i] == "IN" for i in words.children[child])
        if child > noun and words.dep[child] in ("acl", "ccomp", "relcl") and that:
            return child
    return None


def _source(words: Words, noun: int, clause: int, sent: Span) -> Span | None:
    """The owner, "by" or "from" whom it is, or the noun itself where reports stand for their makers."""
    possessor = owner(words, noun, sent[0])
    if possessor is not None:
        return possessor
    makers = [i for i in words.children[noun] if words.lower[i] in ("by", "from", "of")]
    by = next((j for i in makers for j in words.children[i] if words.dep[j] == "pobj"), None)
    if by is not None:
        return noun_phrase(words, by, noun, clause)
    if words.lower[noun] in cues().bearers:
        return max(words.left[noun], sent[0]), noun + 1
    return None
