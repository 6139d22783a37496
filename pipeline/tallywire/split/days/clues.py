"""What a story's running text says of its own day: dates of its statements, of past and coming events, years it names.

A *statement* is the day on which a source spoke, or a report came out ("said on Wednesday, January 22"): in a story's
lead that is nearly always the day of publication. The words are data (`layout.toml`, `[dating]`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon
from tallywire.split.heads.headers import Parts, lead_dateline
from tallywire.split.lines.kinds import TEXT, Marked
from tallywire.split.lines.mentions import Mention, mentions

#: A story's lead: its first paragraphs of text, up to so many and so many characters.
LEAD_PARAGRAPHS, LEAD_CHARS = 3, 1200
#: What is read of one paragraph and of one story; more is no prose.
_PARAGRAPH_CHARS, _MENTIONS = 20_000, 500


@dataclass(frozen=True, slots=True)
class Clue:
    """A date mention in context. `mention` has offsets of the dump's text."""

    mention: Mention
    statement: bool
    future: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Clues:
    """All clues of one story: its date mentions in order, and where it names the newest year that is past or present.

    `so_far` is the month in which a count still goes on, `filed` the day of its header or dateline, without a year.
    """

    mentions: tuple[Clue, ...]
    newest: Mention | None
    so_far: Mention | None = None
    filed: Mention | None = None

    @property
    def newest_year(self) -> int | None:
        """The newest year named."""
        return self.newest.year if self.newest else None

    def past(self) -> Iterator[Clue]:
        """The mentions that do not lie ahead."""
        return (clue for clue in self.mentions if not clue.future)


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.table('layout')['dating'][key])})\b", re.IGNORECASE)


def clues(parts: Parts, latest_year: int) -> Clues:
    """The clues of a story; years after `latest_year` are taken for plans."""
    found: list[Clue] = []
    years: list[Mention] = []
    so_far = None
    for item, lead in _texts(parts.story):
        for sentence_start, sentence in _sentences(item.text[:_PARAGRAPH_CHARS]):
            if len(found) > _MENTIONS:
                break
            offset = item.paragraph.start + sentence_start
            raw = list(mentions(sentence))
            here = [_clue(sentence, mention, offset, lead) for mention in raw]
            found.extend(here)
            years.extend(year.shifted(offset) for year in _past_years(sentence))
            years.extend(c.mention for c in here if c.mention.year and not c.future)
            so_far = so_far or _so_far(sentence, raw)
    return Clues(tuple(found), newest_of(y for y in years if (y.year or 0) <= latest_year), so_far, _filed(parts))


def newest_of(years: Iterable[Mention | None]) -> Mention | None:
    """The first of the mentions that name the newest year."""
    return max((year for year in years if year and year.year), key=lambda mention: mention.year or 0, default=None)


def _texts(story: Sequence[Marked]) -> Iterator[tuple[Marked, bool]]:
    """The paragraphs of text, repeated ones once, and whether they are of the lead."""
    texts, chars, before = 0, 0, ""
    for item in story:
        if item.kind in TEXT and item.text != before:
            yield item, texts < LEAD_PARAGRAPHS and chars < LEAD_CHARS
            before = item.text
            texts, chars = texts + 1, chars + len(item.text)


def _filed(parts: Parts) -> Mention | None:
    """The day that a header line or the dateline gives without its year."""
    spans = list(parts.said("day", "date"))
    lead = lead_dateline(parts)
    if lead and lead[1].date:
        spans.append((lead[0], *lead[1].date))
    for item, start, end in spans:
        for mention in mentions(item.text[start:end]):
            if mention.day and not mention.year:
                return mention.shifted(item.paragraph.start + start)
    return None


_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘']?[A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(start, match.start() - 6), match.start() + 1):
            continue
        yield start, text[start : match.end()]
        start = match.end()
    yield start, text[start:]


def _clue(sentence: str, mention: Mention, offset: int, lead: bool) -> Clue:
    before, after = sentence[max(0, mention.start - 120) : mention.start], sentence[mention.end : mention.end + 60]
    future = _is_future(before)
    statement = not future and (_governs(before) or _follows(before, after))
    return Clue(mention.shifted(offset), statement, future, lead)


def _is_future(before: str) -> bool:
    """Whether the words before a date place it ahead, or make it a beginning or an end."""
    return any(_words(key).search(before[-60:]) for key in ("plans", "edges"))


def _governs(before: str) -> bool:
    """A word of saying stands before the date, and no further clause between them."""
    ends = [match.end() for match in _words("statement").finditer(before)]
    if not ends:
        return False
    between = before[ends[-1] :]
    return len(between.split()) <= 14 and not _words("clause").search(between)


def _follows(before: str, after: str) -> bool:
    """A word of saying follows ("on Monday announced", "On Monday, police said"), and no event's verb precedes."""
    match = _words("statement").search(after)
    if match is None or len(after[: match.start()].split()) > 5:
        return False
    return not _words("clause").search(after[: match.start()]) and not _words("clause").search(before)


@cache
def _years() -> re.Pattern[str]:
    """A bare year after a word of time ("in 2024"), or before what is its own ("the 2024 harvest", "2024's storms")."""
    nouns = "|".join(lexicon.table("layout")["dating"]["of_a_year"])
    return re.compile(
        r"\b(?i:in|since|during|of|from|after|before|between|and|to|until|early|late|mid|summer|winter|spring|autumn|fall|year)"
        r"[ -](?:the (?:summer|winter|spring|autumn|fall|end|start|beginning) of )?"
        r"(?P<after>(?:19|20)\d\d)(?![\d,.]\d|\d|-?\w|\s*%)"
        rf"|\b(?P<before>(?:19|20)\d\d)(?:['’]s\b|(?:[ /-]\d\d)?[ ](?:[a-z]+[ ])?(?:{nouns})\b)"
    )


def _past_years(sentence: str) -> Iterator[Mention]:
    """Bare years that the sentence does not place ahead."""
    if "19" not in sentence and "20" not in sentence:
        return
    for match in _years().finditer(sentence):
        if not _words("plans").search(sentence[max(0, match.start() - 60) : match.end()]):
            group = "after" if match["after"] else "before"
            yield Mention(*match.span(group), year=int(match[group]))


_OPEN_END = re.compile(r"\b(?:to|until|till|through)\s+$")


def _so_far(sentence: str, here: Sequence[Mention]) -> Mention | None:
    """The month that ends a count which still goes on ("from May to October 2024, so far")."""
    if not _words("so_far").search(sentence):
        return None
    months = (m for m in here if m.year and m.month and not m.day and _OPEN_END.search(sentence, 0, m.start))
    return next(months, None)
