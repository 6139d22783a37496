"""Puts into words what was weighed for a story: its publication date, its header fields and where it begins."""

from collections.abc import Iterator
from typing import NamedTuple

from tallywire.records import Candidate, Evidence, Story

#: Why a story has no date, by the rule that says so.
_UNDECIDED = {
    "none.several_years": "several years fit, and nothing decides",
    "none.no_year_fits": "the weekdays fit no year from the newest one named to the newest day allowed",
    "none.no_statement": "the year is known, but the lead does not say on which day its sources spoke",
    "none.no_weekday": "a day without a year or weekday that would tell the year",
    "none.no_year": "a day without a year, and the text names no year to start from",
    "none.one_full_date": "a full date by itself is mostly history",
    "none.no_day": "the text names no day",
}

_HEADER = ("title", "byline", "dateline", "publisher")


class Weighed(NamedTuple):
    """One line: the field, what the rule gave or weighed, the rule, and the words it read."""

    field: str
    value: str
    rule: str
    words: str


def weighed(story: Story) -> Iterator[Weighed]:
    """The story's header fields, its publication date with all candidates, and the cues that opened it, in order."""
    for field in _HEADER:
        for item in _of(story, field):
            yield Weighed(field, str(getattr(story, field)), item.rule, _words(story, item))
    candidates = story.published_candidates or _plain(story)
    for number, candidate in enumerate(candidates):
        yield Weighed("" if number else "published", _value(story, candidate), candidate.rule, candidate.words)
    for item in _of(story, "boundary"):
        yield Weighed("boundary", "", item.rule, _words(story, item))


def _of(story: Story, field: str) -> list[Evidence]:
    return [item for item in story.evidence if item.field == field]


def _words(story: Story, item: Evidence) -> str:
    return " ".join(story.text[item.start : item.end].split())


def _value(story: Story, candidate: Candidate) -> str:
    match candidate.verdict:
        case "chosen":
            return f"{candidate.day}  {story.published_basis}"
        case "undecided":
            return f"none: {_UNDECIDED[candidate.rule]}"
        case "bound":
            return f"{'from' if candidate.rule == 'bound.newest_year' else 'up to'} {candidate.day}"
        case verdict:
            return f"{verdict} {candidate.day or 'it'}"


def _plain(story: Story) -> list[Candidate]:
    """The date alone, for a story of a dataset that does not hold what was weighed."""
    return [Candidate("chosen", story.published, story.published_basis or "")] if story.published else []
