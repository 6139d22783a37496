"""Gives each story its publication date: from the metadata, as stated, or inferred; None where nothing decides."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tallywire.records import Metadata, PublishedBasis
from tallywire.split.days.clues import clues, newest_of
from tallywire.split.days.inference import infer_alone, infer_feed
from tallywire.split.days.notices import noticed
from tallywire.split.days.reasons import Reason, inferred_reasons, stated_reasons
from tallywire.split.days.regions import Line
from tallywire.split.days.shared import Told, taken_over
from tallywire.split.days.stated import Dated, newest, stated
from tallywire.split.days.years import Bounds, solve_year, tested_years
from tallywire.split.heads.headers import Parts
from tallywire.split.lines.kinds import Marked

_FAR = 9999


@dataclass(frozen=True, slots=True)
class Undated:
    """A story before it is dated: its parts, the date heading above it, and how its publisher writes days in digits.

    `lines` are those around its text, `told` is what it may take over from its dump, `notice` the year of its page's
    notice of copyright.
    """

    parts: Parts
    lines: Sequence[Line]
    heading: Marked | None
    order: str | None
    told: Told = field(default_factory=Told)
    notice: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A story's publication date and its basis, both None where nothing decides, and all that was weighed for it."""

    dated: Dated | None
    basis: PublishedBasis | None
    reasons: tuple[Reason, ...]


def publications(
    stories: Sequence[Undated], metadata: Metadata, as_of: date | None, masthead: Sequence[Marked] = ()
) -> list[Publication]:
    """The date of each story, in order: the metadata's, else the stated one, else what can be inferred.

    `masthead` are the lines above the first story.
    """
    said = [stated(one.parts, one.lines, one.heading, one.order, metadata.url) for one in stories]
    if metadata.published:
        given = Dated(metadata.published, "date.metadata")
        return [Publication(given, "metadata", tuple(stated_reasons([given, *found]))) for found in said]
    said = taken_over([replace(one.told, order=one.order) for one in stories], said, masthead)
    missing = [i for i, found in enumerate(said) if not found]
    bounds = _bounds(newest(said), as_of)
    inferred = dict(zip(missing, _inferred([stories[i] for i in missing], bounds), strict=True))
    return [
        Publication(found[0], "stated", tuple(stated_reasons(found))) if found else inferred[i]
        for i, found in enumerate(said)
    ]


def _bounds(newest_stated: date | None, as_of: date | None) -> Bounds:
    """The newest stated date of the dump or the day of the run, whichever is earlier."""
    known = [(day, rule) for day, rule in ((newest_stated, "bound.newest_stated"), (as_of, "bound.as_of")) if day]
    return Bounds(*min(known)) if known else Bounds(None)


def _inferred(stories: Sequence[Undated], bounds: Bounds) -> list[Publication]:
    latest_year = bounds.latest.year if bounds.latest else _FAR
    said = [clues(story.parts, latest_year) for story in stories]
    untitled = sum(not story.parts.title for story in stories)
    if len(stories) > 1 and untitled >= len(stories) - 1:
        together = newest_of(story.newest for story in said)
        years = [together] * len(said)
        tests = [tested_years(said, bounds)] * len(said)
        dates = infer_feed(said, solve_year(tests[0]), bounds)
    else:
        years = [story.newest for story in said]
        tests = [tested_years([story], bounds) for story in said]
        dates = [infer_alone(one, solve_year(test), bounds) for one, test in zip(said, tests, strict=True)]
    dates = [found or noticed(story.lines, story.notice, bounds) for story, found in zip(stories, dates, strict=True)]
    return [
        Publication(found, "inferred" if found else None, tuple(inferred_reasons(story, year, test, bounds, found)))
        for story, year, test, found in zip(said, years, tests, dates, strict=True)
    ]
