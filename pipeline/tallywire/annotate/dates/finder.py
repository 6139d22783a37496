"""Doc -> periods: match the grammar, keep what the guards allow, choose among overlaps, resolve in reading order."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.dates import tense
from tallywire.annotate.dates.context import Context, Direction, Reading
from tallywire.annotate.dates.grammar import Match, grammar
from tallywire.annotate.dates.guards import GUARDS
from tallywire.annotate.dates.narrative import day_order, full_date, is_narrative, year_end
from tallywire.annotate.dates.page import Page
from tallywire.annotate.dates.readers import READERS
from tallywire.records import Evidence, Period

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def find_periods(doc: Doc) -> tuple[Period, ...]:
    """The time expressions of `doc`, sorted by start, not overlapping, with intervals by the document date.

    Offsets index `doc.text`. Without a document date, relative expressions have no interval.
    """
    page = Page(doc)
    matches = _select(_candidates(page))
    published = document.published(doc)
    context = Context(
        published,
        direction=lambda match: _direction(match, page),
        narrative=is_narrative(matches, published),
        day_first=day_order(matches),
        year_end=year_end(matches),
        dated=None if published else document.near(doc) or full_date(matches),
    )
    return tuple(_resolved(matches, context, page.text))


def near_day(text: str) -> date | None:
    """The day near which the months without a year lie in a text without a document date, by its full dates."""
    return full_date(list(grammar().matches(grammar().lexemes(text, frozenset()))))


def _candidates(page: Page) -> list[Match]:
    lexemes = grammar().lexemes(page.text, _breaks(page))
    return [
        match
        for match in grammar().matches(lexemes)
        if match.rule.guard is None or GUARDS[match.rule.guard](match, page)
    ]


def _breaks(page: Page) -> frozenset[int]:
    """Offsets that no expression runs across: behind blank lines, and sentence starts behind a line's or page's gap."""
    text = page.text
    found = {match.end() for match in _BLANK_LINE.finditer(text)}
    for start in page.sentence_starts:
        gap = text[max(start - 2, 0) : start]
        if len(gap) == 2 and (gap.isspace() or gap[1] == "\n"):
            found.add(start)
    return frozenset(found)


def _select(matches: Iterable[Match]) -> list[Match]:
    """The leftmost of overlapping matches, then the longest, then the first rule's."""
    chosen: list[Match] = []
    taken = -1
    for match in sorted(matches, key=lambda match: (match.first, -match.last, match.rule.rank)):
        if match.first >= taken:
            chosen.append(match)
            taken = match.last
    return chosen


def _resolved(matches: Sequence[Match], context: Context, text: str) -> Iterable[Period]:
    for match in matches:
        try:
            reading = READERS[match.rule.read](match, context)
        except (ValueError, OverflowError):  # outside the calendar
            continue
        if reading is not None:
            context.note(reading, match)
            yield _period(match, reading, text)


def _period(match: Match, reading: Reading, text: str) -> Period:
    first, last = reading.interval or (None, None)
    rule = match.rule.name
    return Period(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        timex_type=reading.type,
        timex_value=reading.value,
        date_from=first,
        date_to=last,
        anchored=reading.anchored,
        rule=rule,
        evidence=(Evidence("period", rule, match.start, match.end),),
        part=reading.part,
    )


def _direction(match: Match, page: Page) -> Direction | None:
    return tense.direction(page.doc, page.token_index(match.start), page.token_index(match.end - 1))
