"""Where a source goes on without a frame: sentences that carry its report on, quotations that nobody introduces."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallywire.annotate.sources.actors.story import Actor
from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.frames.content import trim
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.verbs.values import is_document
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_CHAIN = 2  # sentences in a row that a report goes on for
_SURVEY = 4  # sentences after a survey in which "respondents" are still its own
_POLL = 10  # sentences after a poll in which its respondents' answers are its own, whoever spoke between
_REPORTING = frozenset({"organisation", "government", "document"})  # whose report may go on in another paragraph
_SPEECH = 5  # sentences between a speaker's quotations


@dataclass(frozen=True, slots=True)
class Implied:
    """A span that `actor` goes on asserting, with the rule that says so."""

    actor: Actor
    span: Span
    rule: str


def implied(words: Words, quotes: list[Quote], spoken: list[tuple[Frame, Actor]]) -> Iterator[Implied]:
    """The spans that go on from the frames in `spoken`, which are in text order."""
    covered = sorted(span for frame, _ in spoken for span in frame.contents)
    yield from _quotations(words, quotes, spoken)
    yield from _sentences(words, quotes, spoken, covered)


def _quotations(words: Words, quotes: list[Quote], spoken: list[tuple[Frame, Actor]]) -> Iterator[Implied]:
    for quote in quotes:
        governed = [
            frame
            for frame, _ in spoken
            if not quote.start <= frame.cue[0] < quote.end
            and any(start < quote.end and end > quote.start for start, end in frame.contents)
        ]
        if not quote.speech or governed:
            continue
        here = words.sent[quote.start]
        before = [
            (frame, actor)
            for frame, actor in spoken
            if frame.cue[0] < quote.start and here - words.sent[frame.cue[0]] <= _SPEECH
        ]
        speaking = [actor for frame, actor in before if frame.quoted or actor.type == "person"] or [
            actor for _, actor in before if actor.type == "unnamed"
        ]
        inner = trim(words, *quote.inner)
        if speaking and inner:
            yield Implied(speaking[-1], inner, "reach.quotation")


def _sentences(
    words: Words,
    quotes: list[Quote],
    spoken: list[tuple[Frame, Actor]],
    covered: list[Span],
) -> Iterator[Implied]:
    taken = _touched(words, [*covered, *((quote.start, quote.end) for quote in quotes if quote.speech)])
    last: tuple[int, Frame, Actor] | None = None
    asked: tuple[int, Actor] | None = None
    body: Actor | None = None
    chain = 0
    by_sentence: dict[int, tuple[Frame, Actor]] = {
        words.sent[frame.cue[0]]: (frame, actor) for frame, actor in spoken if frame.rule != "verb.relative"
    }
    for number, (start, end) in enumerate(words.sents):
        if number in by_sentence:
            frame, actor = by_sentence[number]
            last, chain = (number, frame, actor), 0
            reports = frame.source is not None and is_document(words, frame.source)
            body = actor if reports or actor.type in _REPORTING else body
            asked = (number, actor) if frame.source and is_document(words, frame.source) else asked
            continue
        if last is None or number in taken:
            continue
        rule = _carries_on(words, (start, end), number - last[0], chain)
        span = trim(words, start, end)
        if rule and span:
            chain += 1
            polled = rule == "reach.survey" and asked is not None and number - asked[0] <= _POLL
            if polled and asked:
                last = (last[0], last[1], asked[1])
            speaker = body if last[2].type == "person" and _paragraph(words, last[1].cue[1], start) else last[2]
            if speaker is not None:
                yield Implied(speaker, span, rule)
        elif rule is None and not words.space[start]:
            chain = _CHAIN


def _paragraph(words: Words, start: int, end: int) -> bool:
    """Whether a paragraph ends between two tokens: a person's words that nobody marks go on no further."""
    return any(words.line[i] for i in range(start, end))


def _touched(words: Words, spans: list[Span]) -> set[int]:
    """The numbers of the sentences that the spans touch."""
    return {number for start, end in spans for number in range(words.sent[start], words.sent[end - 1] + 1)}


def _carries_on(words: Words, sent: Span, distance: int, chain: int) -> str | None:
    """The rule by which a sentence `distance` sentences behind a frame carries it on, or None."""
    lexicon = cues()
    start = words.next(*sent)
    text = words.lower[start : sent[1]]
    if distance > _SURVEY and distance - 1 > chain:
        return None
    if distance <= _SURVEY and (_holds(text, lexicon.survey) or _holds(text, lexicon.hearsay)):
        return "reach.survey"
    if distance - 1 <= chain < _CHAIN and any(tuple(text[: len(opening)]) == opening for opening in lexicon.openings):
        return "reach.opening"
    numeric = bool(text) and words.pos[start] == "NUM"
    return "reach.figure" if numeric and distance - 1 <= chain < _CHAIN else None


def _holds(text: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    starting = _by_first(phrases)
    return any(
        tuple(text[i : i + len(phrase)]) == phrase for i, word in enumerate(text) for phrase in starting.get(word, ())
    )


@cache
def _by_first(phrases: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first word."""
    starting: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        starting.setdefault(phrase[0], []).append(phrase)
    return starting
