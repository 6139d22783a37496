"""Sentences that lead in to what follows their colon: "He gave this warning: “…”", "The statement went on:"."""

from collections.abc import Iterator

from tallywire.annotate.sources.frames.content import ends_after, trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.matching import match
from tallywire.annotate.sources.verbs.subjects import subject
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_BLOCK = 6  # sentences of a block quotation without quotation marks


def lead_ins(words: Words, quotes: list[Quote], free: list[Quote], frames: list[Frame]) -> Iterator[Frame]:
    """Frames of colons that introduce one of the `free` quotations, or a paragraph that a reporting verb announces."""
    taken = {frame.cue for frame in frames}
    for number, sent in enumerate(words.sents):
        colon = words.previous(sent[1] - 1, sent[0])
        if colon > sent[0] and words.lower[colon] == ":":
            content = _block(words, number, quotes, free)
            if content is not None and (frame := _frame(words, quotes, (sent[0], colon), content, taken)):
                yield frame
    for quote in free:
        colon = words.previous(quote.start - 1, 0)
        sent = words.sents[words.sent[quote.start]]
        if quote.speech and colon >= sent[0] and words.lower[colon] == ":":
            inner = trim(words, *quote.inner)
            if inner and (frame := _frame(words, quotes, (sent[0], colon), inner, taken)):
                yield frame


def _block(words: Words, number: int, quotes: list[Quote], free: list[Quote]) -> Span | None:
    """What follows a sentence that ends in a colon: a quotation, or the sentences up to the end of the paragraph."""
    if number + 1 >= len(words.sents):
        return None
    start, end = words.sents[number + 1]
    start = words.next(start, end)
    quote = next((quote for quote in free if quote.start == start), None)
    if quote is not None:
        return trim(words, *quote.inner)
    if any(quote.start == start for quote in quotes):
        return None  # somebody else's
    for sent in words.sents[number + 1 : number + 1 + _BLOCK]:
        end = sent[1]
        if words.line[end - 1] or (end < len(words.line) and words.line[end]):
            break
    return trim(words, start, end)


def _frame(words: Words, quotes: list[Quote], sent: Span, content: Span, taken: set[Span]) -> Frame | None:
    """The frame of the lead-in `sent`: of its last reporting verb; where quotation marks stand around `content`, of its
    last verb if none reports, and of a verb that has its own content if only the colon follows ("as X notes: “…”").
    """
    quoted = any(quote.start < content[0] <= content[1] <= quote.end for quote in quotes)
    others: list[Frame] = []
    for verb in range(sent[1] - 1, sent[0] - 1, -1):
        kinds, cue = match(words, verb, sent[1])
        finite = words.pos[verb] == "VERB" and words.tag[verb] in ("VBD", "VBZ", "VBP", "VBN", "VBG")
        if not finite or (cue in taken and not (quoted and ends_after(words, cue[1], sent[1]))):
            continue
        source, _ = subject(words, quotes, verb, sent)
        frame = Frame("mark.lead-in", cue, source, (content,), quoted=quoted)
        if source is not None and kinds & {"clause", "quote"}:
            return frame
        others += [frame] if source is not None and quoted else []
    return others[0] if others else None
