"""Transcripts: "HOLT: Good morning. VOSS: We have 650 people here." Each turn is its speaker's."""

from collections.abc import Iterator

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_FEWEST = 3  # turns that make a transcript
_SHORTEST = 3  # letters of a label
_LABEL = 4  # words of a label
_LONGEST = 12  # sentences of a turn
_PLACES = frozenset({"GPE", "LOC"})


def turns(words: Words) -> list[Frame]:
    """The turns of a transcript as frames; none in a story with fewer than three, or where nobody speaks again."""
    found = list(_labels(words))
    names = [words.text(*label).lower() for label, _ in found]
    if len(found) < _FEWEST or len(set(names)) == len(names):
        return []
    ends = [label[0] for label, _ in found[1:]] + [len(words.lower)]
    frames = []
    for (label, colon), end in zip(found, ends, strict=True):
        last = words.sents[min(words.sent[colon] + _LONGEST, len(words.sents) - 1)][1]
        span = trim(words, colon + 1, min(end, last))
        if span is not None:
            frames.append(Frame("mark.turn", (colon, colon + 1), label, (span,), quoted=True))
    return frames


def _labels(words: Words) -> Iterator[tuple[Span, int]]:
    """The speakers' labels, each with the position of its colon."""
    for colon in range(1, len(words.lower) - 1):
        if words.lower[colon] != ":":
            continue
        start = colon
        while start > max(0, colon - _LABEL) and _capitals(words, start - 1):
            start -= 1
        speaks = start < colon and words.lower[start] not in cues().labels and _opens(words, start)
        if speaks and len(words.form[colon - 1]) >= _SHORTEST and words.entity[colon - 1] not in _PLACES:
            yield (start, colon), colon


def _capitals(words: Words, index: int) -> bool:
    return words.form[index].isupper() and (words.form[index].isalpha() or words.form[index].endswith("."))


def _opens(words: Words, index: int) -> bool:
    """Whether a turn may begin here: at the start, behind a sentence's end, white space or a quotation mark."""
    before = words.lower[index - 1] if index else "."
    return words.space[index - 1] or before in (".", "?", "!", "…", '"', "“", "”", "''", "--", "—", ")")
