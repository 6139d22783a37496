"""Frames of punctuation: "Police: 50 killed", "Khan: “…”", "50 killed in blast: police", "… - WHO"."""

from collections.abc import Iterator

from tallywire.annotate.sources.actors.people import name_end
from tallywire.annotate.sources.actors.roles import nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames import content
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.phrases import has_finite, phrase_to
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.words import SPOKEN, Words
from tallywire.records import Span

_MAX_SOURCE = 8  # words of a name before an opening colon
_MAX_TAIL = 5  # words of a source that closes a headline
_CLOSED = frozenset({".", "!", "?", "”", '"', "''", ":"})
_PLACES = frozenset({"GPE", "LOC", "DATE", "TIME"})


def mark_frames(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """The frames of colons and dashes in one sentence."""
    colon = next((i for i in range(*sent) if words.lower[i] == ":"), None)
    bracketed = colon is not None and "(" in words.lower[max(sent[0], colon - 3) : colon]  # "(TSX: AUR)"
    quoted = colon is not None and any(q.start < colon < q.end - 1 for q in quotes)
    if colon is not None and colon > words.next(*sent) and not quoted and not bracketed:
        frame = _before_quotation(words, quotes, sent, colon) or _opening(words, quotes, sent, colon)
        if frame is not None:
            yield frame
    yield from _closing(words, sent)
    yield from _signed(words, quotes, sent)
    if sent == words.sents[0]:
        yield from _behind_title(words, sent)


def _before_quotation(words: Words, quotes: list[Quote], sent: Span, colon: int) -> Frame | None:
    """ "Khan: “…”": a name, without a verb, right before a quotation."""
    behind = words.next(colon + 1, len(words.lower))
    quote = next((q for q in quotes if q.start == behind and q.speech), None)
    dashes = [i for i in range(sent[0], colon) if words.lower[i] in cues().dashes and words.gap[i]]
    start = dashes[-1] + 1 if dashes else words.next(*sent)
    source = phrase_to(words, colon, start)
    if quote is None or source is None or _verbal(words, start, colon) or not _names(words, start, colon):
        return None
    inner = content.trim(words, *quote.inner)
    return Frame("mark.colon", (colon, colon + 1), source, (inner,), quoted=True) if inner else None


def _opening(words: Words, quotes: list[Quote], sent: Span, colon: int) -> Frame | None:
    """ "Police: 50 killed": a short source that opens a headline."""
    start = words.next(*sent)
    span = content.trim(words, colon + 1, sent[1])
    if span is None or colon - start > _MAX_SOURCE or _verbal(words, start, colon):
        return None
    proper = all(words.pos[i] == "PROPN" and words.entity[i] not in _PLACES for i in range(start, colon))
    if words.lower[start] in cues().labels or not (_names(words, start, colon) or proper):
        return None
    asserts = any(words.pos[i] in ("VERB", "AUX") for i in range(*span)) or content.is_headline(words, colon)
    if not asserts or not words.form[start][:1].isupper() or _is_topic(words, start, colon):
        return None
    spans, quoted = content.with_quotes(words, [span], quotes, colon, sent)
    return Frame("mark.colon", (colon, colon + 1), (start, colon), tuple(spans), quoted=quoted)


def _is_topic(words: Words, start: int, colon: int) -> bool:
    """Whether the label is an event, a score, or initials that nobody knows and that say nothing in the story."""
    if any(words.lemma[i] in cues().events or words.tag[i] == "CD" for i in range(start, colon)):
        return True
    label = words.form[start]
    if (
        colon - start > 1
        or not label.isupper()
        or len(label) < 2
        or known(label)
        or label.lower() in cues().headline_sources
    ):
        return False
    return not any(form == label and word in SPOKEN for form, word in zip(words.form, words.lower[1:], strict=False))


def _verbal(words: Words, start: int, end: int) -> bool:
    return has_finite(words, start, end) or any(words.tag[i].startswith("VB") for i in range(start, end))


def _names(words: Words, start: int, end: int) -> bool:
    """Whether the span names somebody: an entity, or a word that headlines use for a source."""
    entity = any(words.entity[i] in ("PERSON", "ORG") for i in range(start, end))
    return entity or words.lemma[end - 1] in cues().headline_sources or _are_people(words, end - 1)


def _are_people(words: Words, head: int) -> bool:
    """Whether a line without a full stop opens with a noun of people ("MPs: Ferry ran without radar")."""
    last = words.previous(words.sents[words.sent[head]][1] - 1, head)
    people = nouns_of("person", "unnamed")
    return words.lower[last] != "." and (words.lower[head] in people or words.lemma[head] in people)


def _signed(words: Words, quotes: list[Quote], sent: Span) -> Iterator[Frame]:
    """ "“We lost 40 goats.” — Amina Hassan, herder": the name behind the dash that follows a whole quotation."""
    for quote in quotes:
        dash = words.next(quote.end, len(words.lower))
        if not (quote.speech and quote.closed and sent[0] <= quote.end - 1 < sent[1]) or dash + 1 >= len(words.lower):
            continue
        first = words.next(dash + 1, len(words.lower))
        end = name_end(words, first)
        line = words.sents[words.sent[min(first, len(words.lower) - 1)]][1]
        named = words.lower[dash] in cues().dashes and end > first and not _verbal(words, first, line)
        inner = content.trim(words, *quote.inner) if named and len(words.lower[first:end]) <= _MAX_SOURCE else None
        if inner is not None:
            yield Frame("mark.signed", (dash, dash + 1), (first, end), (inner,), quoted=True)


def _behind_title(words: Words, sent: Span) -> Iterator[Frame]:
    """ "City to spend $90 million: Minister": the role behind the title's colon, where a new sentence was read."""
    colon = next((i for i in range(*sent) if words.lower[i] == ":"), sent[0])
    role = words.next(colon + 1, len(words.lower))
    if colon == sent[0] or role + 1 >= len(words.lower):
        return
    titled = words.form[role][:1].isupper() and words.lower[role] in cues().headline_sources
    parted = role >= sent[1] and words.form[role + 1][:1].isupper() and words.entity[role + 1] != "PERSON"
    alone = words.space[role + 1] or parted
    span = content.trim(words, sent[0], colon)
    if span is not None and titled and alone:
        yield Frame("mark.headline", (colon, colon + 1), (role, role + 1), (span,))


def _closing(words: Words, sent: Span) -> Iterator[Frame]:
    """ "50 killed in blast: police": a short source behind the colon or dash that closes a headline."""
    end = words.previous(sent[1] - 1, sent[0]) + 1
    if end - sent[0] < 3 or words.lower[end - 1] in _CLOSED:
        return
    marks = cues().dashes | {":"}
    mark = next((i for i in range(end - 2, max(sent[0], end - 2 - _MAX_TAIL), -1) if words.lower[i] in marks), None)
    if mark is None or has_finite(words, mark + 1, end) or not words.gap[mark]:
        return
    proper = all(
        words.pos[i] == "PROPN" or words.entity[i] in ("PERSON", "ORG") or words.form[i].isupper()
        for i in range(mark + 1, end)
    )
    span = content.trim(words, sent[0], mark)
    if span is not None and (proper or words.lemma[end - 1] in cues().headline_sources):
        yield Frame("mark.headline", (mark, mark + 1), (mark + 1, end), (span,))
