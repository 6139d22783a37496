"""Gives each story its publication date: from the metadata, as stated, or inferred; None where nothing decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tallywire.records import Metadata, PublishedBasis
from tallywire.split.clues import clues
from tallywire.split.headers import Parts
from tallywire.split.inference import Bounds, infer_alone, infer_feed
from tallywire.split.kinds import Marked
from tallywire.split.stated import Dated, newest, stated

_FAR = 9999


@dataclass(frozen=True, slots=True)
class Undated:
    """A story before it is dated: its parts, the date heading above it, and how its publisher writes days in digits."""

    parts: Parts
    heading: Marked | None
    order: str | None


def publication_dates(
    stories: Sequence[Undated], metadata: Metadata, as_of: date | None
) -> list[tuple[Dated, PublishedBasis] | None]:
    """The date and its basis for each story, in order."""
    if metadata.published:
        return [(Dated(metadata.published, "date.metadata"), "metadata") for _ in stories]
    said = [stated(one.parts, one.heading, one.order, metadata.url) for one in stories]
    said = _under_headings(stories, said)
    missing = [i for i, found in enumerate(said) if found is None]
    inferred = dict(zip(missing, _inferred([stories[i].parts for i in missing], newest(said), as_of), strict=True))
    dates: list[tuple[Dated, PublishedBasis] | None] = []
    for i, found in enumerate(said):
        guess = inferred.get(i)
        dates.append((found, "stated") if found else (guess, "inferred") if guess else None)
    return dates


def _under_headings(stories: Sequence[Undated], said: Sequence[Dated | None]) -> list[Dated | None]:
    """A date heading holds for the stories below it, up to the next."""
    dates: list[Dated | None] = []
    heading: Dated | None = None
    for story, found in zip(stories, said, strict=True):
        if story.heading is not None:
            heading = found if found and found.rule == "date.heading" else None
        dates.append(found or (Dated(heading.day, "date.heading_above") if heading else None))
    return dates


def _inferred(stories: Sequence[Parts], newest_stated: date | None, as_of: date | None) -> list[Dated | None]:
    bounds = Bounds(min((day for day in (newest_stated, as_of) if day), default=None))
    latest_year = bounds.latest.year if bounds.latest else _FAR
    said = [clues(parts, latest_year) for parts in stories]
    untitled = sum(not parts.title for parts in stories)
    if len(stories) > 1 and untitled >= len(stories) - 1:
        return infer_feed(said, bounds)
    return [infer_alone(story, bounds) for story in said]
