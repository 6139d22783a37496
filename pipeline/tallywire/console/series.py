"""Prints figures about one thing over time: a table for people, CSV or JSON Lines for other tools."""

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import pandas as pd

from tallywire.analyse import series
from tallywire.console.options import Format
from tallywire.console.printing import print_table
from tallywire.console.show import how_many, when
from tallywire.errors import UsageError
from tallywire.location import Location
from tallywire.store import claims_frame, stories_frame

if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any

_COLUMNS = (("date", 3), ("how many", 4), ("bounds", 4), ("of what", 4), ("who", 5), ("holds", 4), ("id", 4))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The thing whose figures are wanted: words of the counted noun, a place, an actor, a kind of figure."""

    counted: str | None = None
    place: str | None = None
    actor: str | None = None
    kind: str | None = None


def print_series(dataset: Location, wanted: Wanted, format: Format, stream: TextIO) -> None:
    """Print the series of `wanted` in the dataset.

    Raises UsageError when nothing is named, DatasetError when there is no dataset.
    """
    if not (wanted.counted or wanted.place or wanted.actor):
        raise UsageError("a series is about one thing: name it with --counted, --place or --actor.")
    points = series(
        claims_frame(dataset),
        counted=wanted.counted,
        place=wanted.place,
        actor=wanted.actor,
        kind=wanted.kind,
        stories=stories_frame(dataset),
    )
    if format == "csv":
        points.to_csv(stream, index=False, lineterminator="\n")
    elif format == "json":
        for row in _records(points):
            stream.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")
    else:
        print_table(_COLUMNS, map(_cells, _records(points)), ("figure", "figures"), stream)


def _cells(row: "dict[Hashable, Any]") -> tuple[str, ...]:
    days = [row[name].date() if row[name] else None for name in ("date", "date_from", "date_to")]
    return (
        days[0].isoformat() if days[0] else "",
        how_many({**{str(name): value for name, value in row.items()}, "change": None}),
        bounds(row["low"], row["high"]),
        row["counted"] or "",
        row["actor"] or "",
        when(days[1], days[2]),
        row["claim_id"],
    )


def bounds(low: float | None, high: float | None) -> str:
    """An interval as written in the table: one number, two ends, or an open end."""
    ends = ["" if end is None or math.isinf(end) else f"{end:,.15g}" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def _records(points: pd.DataFrame) -> "list[dict[Hashable, Any]]":
    """Rows with None for what is missing."""
    return points.astype(object).where(points.notna(), None).to_dict("records")


def _iso(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
