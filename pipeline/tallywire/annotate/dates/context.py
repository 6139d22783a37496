"""What a time expression is resolved against: the document date, the running reference time, the clause's direction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from tallywire.annotate.dates.algebra import Interval, Unit
from tallywire.annotate.dates.grammar import Match
from tallywire.records import TimexType

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means. `unit` is the calendar unit that later anaphors ("a week earlier") refer to."""

    type: TimexType
    value: str
    interval: Interval | None = None
    anchored: bool = True
    unit: Unit | None = None


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
    topic: Unit | None = field(default=None)

    @property
    def day(self) -> date | None:
        """The day that dates without a year are near to."""
        if self.narrative and self.reference:
            return self.reference.first
        return self.published

    @property
    def told(self) -> Unit | None:
        """The last unit told, or the document date."""
        if self.reference:
            return self.reference
        return Unit("day", self.published) if self.published else None

    def note(self, reading: Reading) -> None:
        """Remember what a reading names."""
        if reading.unit is None:
            return
        self.reference = reading.unit
        if reading.unit.grain in ("quarter", "half"):
            self.topic = reading.unit


Reader = Callable[[Match, Context], Reading | None]


def of_unit(unit: Unit, interval: Interval | None = None) -> Reading:
    """The reading of a calendar unit; `interval` when the words narrow it ("early 2020")."""
    return Reading("DATE", unit.value, interval or unit.interval, unit=unit)


def nearest(options: list[Unit], day: date, direction: Direction | None) -> Unit | None:
    """Of `options`, the one nearest to `day`: on the side that the clause's direction asks for, if there is one.

    A unit that holds `day` is on both sides; on equal distance the earlier one is taken.
    """
    past = [unit for unit in options if unit.first <= day]
    future = [unit for unit in options if unit.last >= day]
    side = {"past": past, "future": future}.get(direction or "", options) or options
    return min(side, key=lambda unit: (_distance(unit, day), unit.first), default=None)


def _distance(unit: Unit, day: date) -> timedelta:
    if unit.first <= day <= unit.last:
        return timedelta(0)
    return min(abs(unit.first - day), abs(unit.last - day))
