"""What a time expression is resolved against: the document date, the running reference time, the clause's direction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal

from en_tallywire.lexicon import table
from tallywire.annotate.dates.algebra import Interval, Unit
from tallywire.annotate.dates.grammar import Match
from tallywire.records import PeriodPart, TimexType

Direction = Literal["past", "future"]

_GLANCE = 10  # years
_JOINTS = frozenset({"and", "to", "until", "through", "-", "--"})
_CLOSE_BY = 60  # lexemes
_REMEMBERED = 30  # stretches told before the last one
#: The year is left out of a day that is weeks away, whatever the report's tense: "declared a dividend for Dec. 15".
_PLAINLY_NEAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means.

    `unit` is the calendar unit that later anaphors ("a week earlier") refer to; `bound` the day or month at which a
    length ends that is told next ("the six months to" September). `topic` is a stretch that figures are reported for,
    with which later ones are compared ("a year earlier").
    """

    type: TimexType
    value: str
    interval: Interval | None = None
    anchored: bool = True
    unit: Unit | None = None
    bound: Unit | None = None
    part: PeriodPart | None = None
    topic: Interval | None = None


@dataclass
class Context:
    """The state of one document while its expressions are read in order.

    `narrative`: the text tells history, so that a month or day without a year belongs to the last date told rather
    than to the document date. `direction` gives the tense of the clause around a match.
    """

    published: date | None
    direction: Callable[[Match], Direction | None]
    narrative: bool = False
    day_first: bool | None = None
    reference: Unit | None = None
    topic: Unit | None = None
    topic_value: str = ""
    """The TIMEX3 value of the topic: a fiscal quarter has its number in the business year."""
    stretch: Interval | None = None
    bound: Unit | None = None
    plainly_near: timedelta = _PLAINLY_NEAR
    year_end: int = 12
    """The month with which the financial year ends that the text tells of."""
    dated: date | None = None
    """In a text without a document date, the day that its full dates are near to."""
    spans: list[Interval] = field(default_factory=list)
    """The stretches of more than a day told so far, as far as their words say: "since 2020" is one up to today."""
    _told_at: int = 0
    _stretch_at: int = 0
    _span_at: int = 0
    _last: tuple[int, Interval] | None = None
    _glanced: Unit | None = field(default=None, repr=False)

    @property
    def day(self) -> date | None:
        """The day that dates without a year are near to."""
        if self.narrative and self.reference:
            return self.reference.first
        return self.published

    @property
    def near(self) -> date | None:
        """The day that months and days of the month without a year are near to, also in a text without a date."""
        return self.day or self.dated

    @property
    def around(self) -> Interval:
        """The days that dates without a year are near to. Raises ValueError without a document date or a date told."""
        if self.narrative and self.reference:
            return self.reference.interval
        if self.near is None:
            raise ValueError("no anchor")
        return Interval(self.near, self.near)

    @property
    def told(self) -> Unit | None:
        """The last unit told, or the document date."""
        if self.reference:
            return self.reference
        return Unit("day", self.published) if self.published else None

    def told_nearby(self, match: Match) -> bool:
        """Whether the match's sentence has told a time already, other than one that holds the document date."""
        if self.reference is None or "." in match.lexemes.words[self._told_at : match.first]:
            return False
        return self.published is None or self.reference.last < self.published - timedelta(days=31)

    def compared(self, match: Match) -> Interval | None:
        """The stretch that figures close by are reported for, with which "a year earlier" compares."""
        return self.stretch if match.first - self._stretch_at <= _CLOSE_BY else None

    def told_span(self, match: Match) -> Interval | None:
        """The stretch that was told last, if that was close by."""
        return self.spans[-1] if self.spans and match.first - self._span_at <= _CLOSE_BY else None

    def told_stretch(self, match: Match) -> Interval | None:
        """The stretch that the match's sentence has told already: "in the year to June", "in the first half"."""
        if self.stretch and "." not in match.lexemes.words[self._stretch_at : match.first]:
            return self.stretch
        if self.topic and self.topic == self.reference and self.told_nearby(match):
            return self.topic.interval
        return None

    def topic_of_sentence(self, match: Match) -> Interval | None:
        """The quarter, half or other stretch that the match's sentence reports or forecasts results for."""
        if self.topic and self.topic == self.reference and "." not in match.lexemes.words[self._told_at : match.first]:
            return self.topic.interval
        return self.told_stretch(match)

    def note(self, reading: Reading, match: Match) -> None:
        """Remember what a reading names, and where."""
        self.bound = reading.bound
        self._note_span(reading, match)
        if reading.topic:
            self.stretch, self._stretch_at = reading.topic, match.last
        if reading.unit is None or self._strays(reading.unit):
            return
        if not (self.narrative and self.reference and _holds(reading.unit, self.reference)):
            self.reference = reading.unit
            self._told_at = match.last
        if reading.unit.grain in ("quarter", "half"):
            self.topic, self.stretch, self.topic_value = reading.unit, None, reading.value

    def _note_span(self, reading: Reading, match: Match) -> None:
        """Remember the stretch that a reading names, alone or as the other end of a range: "between 2000 and 2023"."""
        span, before = reading.interval, self._last
        if span is None or reading.type == "SET":
            return
        self._last = (match.last, span)
        joined = before is not None and match.before() in _JOINTS and before[0] == match.first - 1
        if joined and before is not None and before[1].first <= span.last:
            span = Interval(before[1].first, span.last)
        elif match.before() == "since" and self.published and span.first < self.published:
            span = Interval(span.first, self.published)
        if span.first < span.last:
            self.spans = [*self.spans[-_REMEMBERED:], span]
            self._span_at = match.last

    def _strays(self, unit: Unit) -> bool:
        """Whether a history's teller only glances at `unit`, years away, since the next date may be near again."""
        if not self.narrative or self.reference is None or abs(unit.first.year - self.reference.first.year) <= _GLANCE:
            self._glanced = None
            return False
        again = self._glanced is not None and abs(unit.first.year - self._glanced.first.year) <= _GLANCE
        self._glanced = None if again else unit
        return not again


Reader = Callable[[Match, Context], Reading | None]


def of_unit(unit: Unit, interval: Interval | None = None) -> Reading:
    """The reading of a calendar unit; `interval` when the words narrow it ("early 2020")."""
    return Reading("DATE", unit.value, interval or unit.interval, unit=unit)


def expects(match: Match) -> bool:
    """Whether the match's sentence so far speaks of what is expected: "forecasts profit for the year to March"."""
    words = match.lexemes.words[max(match.first - _CLOSE_BY, 0) : match.first]
    start = max((index + 1 for index, word in enumerate(words) if word == "."), default=0)
    return not _expecting().isdisjoint(words[start:])


def expects_behind(match: Match) -> bool:
    """Whether the match's sentence goes on to speak of what is expected: "For 2026, the bank forecasts ..."."""
    words = match.lexemes.words[match.last : match.last + _CLOSE_BY]
    end = words.index(".") if "." in words else len(words)
    return not _expecting().isdisjoint(words[:end])


def opens_forecast(match: Match) -> bool:
    """Whether the match is what the sentence behind it forecasts: "For the fourth quarter, it sees a loss"."""
    return match.before() == "for" and match.before(2) in ("", ".") and expects_behind(match)


@cache
def _expecting() -> frozenset[str]:
    return frozenset(table("dates_tense")["expecting"]["words"])


def of_span(span: Interval) -> Reading:
    """The reading of any stretch of days."""
    return Reading("DATE", f"{span.first}/{span.last}", span)


def nearest(
    options: list[Unit], around: Interval, direction: Direction | None, plainly_near: timedelta = timedelta(0)
) -> Unit | None:
    """Of `options`, the one nearest to `around`; on equal distance the earlier one.

    Where the clause has a direction, one on the other side gives way to the nearest on that side, unless it is no
    further off than `plainly_near`.
    """
    near = _nearest(options, around)
    if near is None or direction is None or _distance(near, around) <= plainly_near:
        return near
    if direction == "past":
        return _nearest([unit for unit in options if unit.first <= around.last], around) or near
    return _nearest([unit for unit in options if unit.last >= around.first], around) or near


def _nearest(options: list[Unit], around: Interval) -> Unit | None:
    return min(options, key=lambda unit: (_distance(unit, around), unit.first), default=None)


def _distance(unit: Unit, around: Interval) -> timedelta:
    return max(unit.first - around.last, around.first - unit.last, timedelta(0))


def _holds(unit: Unit, other: Unit) -> bool:
    """Whether `unit` is a longer one around `other`: a year named again says nothing new of the month told."""
    return unit.interval != other.interval and unit.first <= other.first and other.last <= unit.last
