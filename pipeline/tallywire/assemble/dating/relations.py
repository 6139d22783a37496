"""From a time expression to the interval a figure holds for: relation words (since, by, until, from … to) applied."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from en_tallywire.lexicon import table
from tallywire.assemble.dating.naming import is_base, is_dating, names_from, owns_figure
from tallywire.assemble.dating.narrowing import Interval, at_edge, is_outlook, narrowed
from tallywire.records import Period

#: The rule of an event without a date, up from which a figure holds: "since the ban was lifted".
UNDATED = "event.undated"
_WORDS_BEFORE = 24  # characters in which a relation word is looked for
_DAY = timedelta(days=1)
_EVENT_CHARS = 100
#: "in the months following the merger in" June: from then on, nobody says until when; "the days before" Easter: when.
_AFTERMATH = re.compile(
    r"\b(?:the|in) (?:first |early |immediate )?(?:\w+ )?(?:hour|day|week|month|year|decade)s?"
    r" (following|after|before|that followed) (?:[^\s.,;:!?]+ ){0,10}$",
    re.IGNORECASE,
)


_EVENT = re.compile(r" [A-Za-z]{4}")


@dataclass(frozen=True, slots=True)
class Timespan:
    """A time expression with its relation word: the words and the interval, ready to be bound to a figure."""

    start: int
    end: int
    anchor: int
    """Where the expression proper starts, behind the relation word."""
    date_from: date | None
    date_to: date | None
    is_stretch: bool
    """Whether it is a stretch of time ("the last six months", "since May") rather than a point such as a weekday."""
    rule: str
    own: Interval = (None, None)
    """The expression's own interval, before its relation was applied."""
    only_from: int = 0
    """Figures before this offset are not governed: "sold 310, against 355 in December" dates the 355 alone."""


def _since(found: Interval, today: date | None) -> Interval:
    return found[0], today if not (today and found[0] and found[0] > today) else None


def _from(found: Interval, today: date | None) -> Interval:
    return found[0], None


def _before(found: Interval, today: date | None) -> Interval:
    end = found[0] - _DAY if found[0] and found[0] > date.min else None
    return today if today and end and end > today else None, end


def _after(found: Interval, today: date | None) -> Interval:
    start = found[1] + _DAY if found[1] and found[1] < date.max else None
    return start, today if not (today and start and start > today) else None


def _until(found: Interval, today: date | None) -> Interval:
    return today if today and found[1] and found[1] >= today else None, found[1]


def _by(found: Interval, today: date | None) -> Interval:
    until = _until(found, today)
    return found if found[0] == found[1] and until[0] is None else until  # "had recovered by Sunday": on that day


def _at(found: Interval, today: date | None) -> Interval:
    return found


_RELATIONS: dict[str, Callable[[Interval, date | None], Interval]] = {
    "since": _since, "from": _from, "until": _until, "before": _before, "after": _after, "by": _by, "at": _at,
}  # fmt: skip


def timespans(text: str, periods: Sequence[Period], published: date | None) -> list[Timespan]:
    """The calendar expressions of a story with their relation words; ranges of two expressions become one.

    `text` is the story's text, `published` its date. Plain lengths of time and sets have no place on the calendar
    and are left out.
    """
    calendar = [period for period in periods if is_dating(text, period, published)]
    openers: dict[int, str] = {}
    for position, (one, other) in enumerate(pairwise(calendar)):
        if position - 1 not in openers and (opener := _joins(text, one, other)) is not None:
            openers[position] = opener
    spans = []
    for position, period in enumerate(calendar):
        if position in openers:
            spans.append(_range(text, period, calendar[position + 1], openers[position]))
        elif position - 1 not in openers and (owns_figure(text, period) or not is_base(text, period, published)):
            spans.append(_single(text, period, published))
    return spans


def apply_relation(name: str, found: Interval, published: date | None) -> Interval:
    """The interval of `found` under the relation `name` of relations.toml."""
    return _RELATIONS[name](found, published)


def relation_before(text: str, position: int) -> tuple[int, str] | None:
    """The relation word that ends right before `position` and its relation: (where the word starts, relation)."""
    before = text[max(0, position - _WORDS_BEFORE) : position]
    match = _relation_pattern().search(before)
    if match is None:
        return None
    start = position - len(before) + match.start(1)
    return start, table("relations")["relation"][" ".join(match.group(1).lower().split())]


def _single(text: str, period: Period, published: date | None) -> Timespan:
    if aftermath := _AFTERMATH.search(text, max(0, period.start - _EVENT_CHARS), period.start):
        after = (period.date_from, None) if aftermath.group(1).lower() != "before" else (None, None)
        start = aftermath.start()
        return Timespan(start, period.end, period.start, *after, True, f"{period.rule}+aftermath", after)
    found = None if owns_figure(text, period) else relation_before(text, period.start)
    found = found or _horizon(text, period, published)
    interval = at_edge(text, period) or narrowed(period, None if is_outlook(text, period) else published)
    only_from = names_from(text, period)
    is_stretch = period.timex_type == "DURATION"
    if found is None:
        return Timespan(period.start, period.end, period.start, *interval, is_stretch, period.rule, interval, only_from)
    start, relation = found
    if relation == "after" and period.rule == "year" and _EVENT.match(text, period.end):
        relation = "since"  # "after the 2001 drought": some day of that year
    if period.timex_type == "TIME" and relation != "since":  # "before dawn on Monday" is still Monday
        relation = "at"
    if period.part == "end" and relation in ("since", "at"):  # "since the end of June": its last day
        interval = (period.date_to, period.date_to)
    if relation in ("by", "until", "from", "before"):
        interval = narrowed(period, None)  # the unit counts as a whole, though it is not over
    own = interval
    if interval != (None, None):
        interval = apply_relation(relation, interval, published)
    is_stretch = is_stretch or relation != "at"
    return Timespan(start, period.end, period.start, *interval, is_stretch, f"{period.rule}+{relation}", own, only_from)


def _horizon(text: str, period: Period, published: date | None) -> tuple[int, str] | None:
    """The "to" of a year to come up to which something goes on: "will rise 3% a year | to 2040"."""
    is_year = period.rule == "year" and published and period.date_from and period.date_from > published
    return (period.start - 3, "by") if is_year and text[: period.start].endswith(" to ") else None


def _range(text: str, one: Period, other: Period, opener: str) -> Timespan:
    found = re.search(rf"\b{opener}\s+(?:the\s+)?$", text[max(0, one.start - _WORDS_BEFORE) : one.start], re.IGNORECASE)
    start = one.start - (len(found.group()) if found and opener else 0)
    interval = (narrowed(one, None)[0], narrowed(other, None)[1])
    return Timespan(
        start,
        other.end,
        one.start,
        *interval,
        True,
        f"{one.rule}+range",
        interval,
    )


def _joins(text: str, one: Period, other: Period) -> str | None:
    """The word that opens the range of two neighbouring expressions ("" for none); None when they make no range."""
    between = " ".join(text[one.end : other.start].lower().split()).removesuffix(" the").strip()
    if not one.date_from or not other.date_to or one.date_from > other.date_to:
        return None
    before = text[max(0, one.start - _WORDS_BEFORE) : one.start].lower().removesuffix("the ").split()
    if between == "and" and one.date_to and other.date_from == one.date_to + _DAY:
        return ""  # "in 2012 and 2013": two that meet are one
    for opener, joiners in table("relations")["range"].items():
        if between in joiners and (not opener or before[-1:] == [opener]):
            return str(opener)
    return None


@cache
def _relation_pattern() -> re.Pattern[str]:
    words = sorted(table("relations")["relation"], key=len, reverse=True)
    return re.compile(
        r"(?<!\w)("
        + "|".join(re.escape(word) for word in words)
        + r")\s(?:the\s|early\s|mid-?)?(?:(?:start|beginning|end|close|middle)\sof\s(?:the\s)?)?$",
        re.IGNORECASE,
    )
