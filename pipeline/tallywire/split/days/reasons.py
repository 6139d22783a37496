"""What was weighed for a story's publication date: the words that gave it, what agrees with it, what tells against it.

Made of the same tests as the date itself; `Reason` has offsets of the dump's text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tallywire.records import Candidate, Verdict
from tallywire.split.days.clues import Clues
from tallywire.split.days.inference import NEAR, infer_alone
from tallywire.split.days.stated import Dated
from tallywire.split.days.years import Bounds, YearTest, solve_year
from tallywire.split.lines.mentions import Mention, day_of

#: Mentions that are listed for one candidate year, years that are listed as excluded, full dates listed as history.
_MENTIONS, _EXCLUDED, _HISTORY = 4, 6, 4


@dataclass(frozen=True, slots=True)
class Reason:
    """A `Candidate` whose words are still a span of the dump's text (0, 0 when the rule reads none)."""

    verdict: Verdict
    day: date | None
    rule: str
    start: int = 0
    end: int = 0

    def candidate(self, text: str) -> Candidate:
        """The record, with the words cut out of the dump's text."""
        return Candidate(self.verdict, self.day, self.rule, " ".join(text[self.start : self.end].split()))


def stated_reasons(found: Sequence[Dated]) -> list[Reason]:
    """The first of the dates found was taken; each other one agrees with it or tells against it."""
    chosen, *others = found
    return [_of("chosen", chosen)] + [_of("for" if one.day == chosen.day else "against", one) for one in others]


def inferred_reasons(
    story: Clues, newest: Mention | None, tests: Sequence[YearTest], bounds: Bounds, found: Dated | None
) -> list[Reason]:
    """The date that was inferred or why there is none, then the candidate days and what the tests say of them.

    `newest` is the newest year named by the stories that were dated together.
    """
    reasons = [_of("chosen", found) if found else _undecided(story, tests)]
    if not found:
        reasons += _candidates(story, tests, bounds)
    if tests or story.filed:
        reasons += _bounds(newest, bounds)
    reasons += _weekdays(tests)
    reasons += _history(story, found)
    return reasons


def _of(verdict: Verdict, dated: Dated) -> Reason:
    return Reason(verdict, dated.day, dated.rule, dated.start, dated.end)


def _at(verdict: Verdict, day: date | None, rule: str, mention: Mention | None) -> Reason:
    return Reason(verdict, day, rule, mention.start, mention.end) if mention else Reason(verdict, day, rule)


def _undecided(story: Clues, tests: Sequence[YearTest]) -> Reason:
    """Why the story has no date."""
    standing = sum(test.stands for test in tests)
    days = [c.mention for c in story.mentions if c.mention.day and not c.mention.year]
    if solve_year(tests):
        return _at("undecided", None, "none.no_statement", None)
    if tests:
        return _at("undecided", None, "none.several_years" if standing else "none.no_year_fits", None)
    if story.filed or days:
        return _at("undecided", None, "none.no_weekday" if story.newest else "none.no_year", story.filed or days[0])
    history = next(_full(story), None)
    if history:
        return _at("undecided", None, "none.one_full_date", history[1])
    return _at("undecided", None, "none.no_day", None)


def _candidates(story: Clues, tests: Sequence[YearTest], bounds: Bounds) -> Iterator[Reason]:
    """The day that the story would have in each year that stands."""
    for test in tests:
        day = infer_alone(story, test.year, bounds) if test.stands else None
        if day:
            yield _of("for", day)


def _bounds(newest: Mention | None, bounds: Bounds) -> Iterator[Reason]:
    """From which year on and up to which day the date was looked for."""
    if newest and newest.year:
        yield _at("bound", date(newest.year, 1, 1), "bound.newest_year", newest)
    if bounds.latest:
        yield Reason("bound", bounds.latest, bounds.rule)


def _weekdays(tests: Sequence[YearTest]) -> Iterator[Reason]:
    """For each year that stands, the days whose weekday is right in it or not; for the others what excludes them."""
    for test in (test for test in tests if test.stands):
        for mention in test.right[:_MENTIONS]:
            yield _at("for", mention.on(test.year) or mention.on(test.year - 1), "weekday.fits", mention)
        for mention in test.wrong[:_MENTIONS]:
            yield _at("against", _written(mention, test.year), "weekday.differs", mention)
    for test in islice((test for test in tests if not test.stands), _EXCLUDED):
        if test.wrong:
            yield _at("against", _written(test.wrong[0], test.year), "weekday.differs", test.wrong[0])
        else:
            yield _at("against", test.right[0].on(test.year), "bound.after", test.right[0])


def _written(mention: Mention, year: int) -> date | None:
    return day_of(year, mention.month, mention.day) if mention.month and mention.day else None


def _history(story: Clues, found: Dated | None) -> Iterator[Reason]:
    """The full dates that the text names; one alone is mostly history."""
    others = ((day, mention) for day, mention in _full(story) if not found or mention.start != found.start)
    for day, mention in islice(others, _HISTORY):
        agrees = found is not None and (day == found.day or _twins(found, day))
        yield _at("for" if agrees else "against", day, "date.full", mention)


def _twins(found: Dated, day: date) -> bool:
    return found.rule == "date.twins" and abs(found.day - day) <= NEAR


def _full(story: Clues) -> Iterator[tuple[date, Mention]]:
    return ((day, clue.mention) for clue in story.past() if (day := clue.mention.full))
