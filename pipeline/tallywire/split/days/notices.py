"""The year of a header's day that has none, from the page's notice of copyright: "March 18 at 3:57 PM" and "© 2015".

Pages leave the year out on the days of the current one, and that is the notice's.
"""

from collections.abc import Iterator, Sequence

from tallywire.split.days.daylines import clocks, stands_beside
from tallywire.split.days.regions import Line
from tallywire.split.days.stated import Dated
from tallywire.split.days.years import Bounds
from tallywire.split.lines.kinds import HEADER, TEXT
from tallywire.split.lines.mentions import Mention, mentions

#: Characters of the longest line of a header.
_LONGEST = 160


def noticed(lines: Sequence[Line], year: int | None, bounds: Bounds) -> Dated | None:
    """The day of the header's first line that gives one without a year, in the notice's `year`; None without either."""
    for day in _days(lines) if year else ():
        found = day.on(year or 0)
        if found and bounds.allow(found):
            return Dated(found, "date.notice_year", day.start, day.end)
    return None


def _days(lines: Sequence[Line]) -> Iterator[Mention]:
    """The days without a year in lines of the header, or beside a clock in other lines of the page; those first."""
    for places in (("head", "lead"), ("above",)):
        for line in lines:
            if line.place not in places or len(line.text) > _LONGEST or line.kind in TEXT:
                continue
            for mention in mentions(line.text):
                whole = mention.month and mention.day and not mention.year
                timed = stands_beside(line.text, clocks(line.text), mention.start, mention.end)
                if whole and (timed or (line.kind in HEADER and line.place != "above")):
                    yield mention.shifted(line.start)
