"""Prints the claims of a dataset as a table for people, as CSV or as JSON Lines."""

import csv
import functools
import json
import operator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.compute as pc
from rich.console import Console
from rich.table import Table

from tallywire.console.options import Format
from tallywire.console.printing import print_table
from tallywire.location import Location
from tallywire.store import read_table
from tallywire.tables import SCHEMA_VERSION, SCHEMAS

_MODIFIER_WORDS = {
    "about": "about ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "up to ",
}
_COLUMNS = (("who", 5), ("how many", 4), ("of what", 4), ("when", 4), ("where it stands", 5), ("id", 4))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims to show: words of the actor and the counted noun (case apart), days between which they hold."""

    actor: str | None = None
    counted: str | None = None
    start: date | None = None
    end: date | None = None
    repeats: bool = False
    """Whether to show claims that only repeat a sentence of their story."""

    def expression(self) -> pc.Expression | None:
        """The filter over the columns of `claims`, or None; claims without dates fall out where days are asked for."""
        parts = [None if self.repeats else pc.is_null(pc.field("repeat_of"))]
        parts += [
            _words_in(self.actor, "actor", "actor_id", "actor_text"),
            _words_in(self.counted, "counted", "counted_head"),
        ]
        if self.start:
            parts.append(pc.coalesce(pc.field("date_to"), pc.field("date_from")) >= pa.scalar(self.start))
        if self.end:
            parts.append(pc.coalesce(pc.field("date_from"), pc.field("date_to")) <= pa.scalar(self.end))
        wanted = [part for part in parts if part is not None]
        return functools.reduce(operator.and_, wanted) if wanted else None


def _words_in(words: str | None, *columns: str) -> pc.Expression | None:
    """Whether one of the columns holds the words."""
    if not words:
        return None
    found = [pc.match_substring(pc.field(column), words, ignore_case=True) for column in columns]
    return functools.reduce(operator.or_, found)


def print_claims(dataset: Location, chosen: Filter, format: Format, stream: TextIO) -> None:
    """Print the claims that `chosen` lets through. Raises DatasetError when there is no dataset."""
    claims = read_table(dataset, "claims", chosen.expression()).to_pylist()
    if format == "json":
        for row in claims:
            stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    elif format == "csv":
        writer = csv.DictWriter(stream, SCHEMAS["claims"].names)
        writer.writeheader()
        writer.writerows(claims)
    else:
        starts = {row["story_id"]: row["start"] for row in read_table(dataset, "stories").to_pylist()}
        print_table(_COLUMNS, (_cells(claim, starts) for claim in claims), ("claim", "claims"), stream)


def _cells(claim: dict[str, Any], starts: dict[str, int]) -> tuple[str, ...]:
    position = starts.get(claim["story_id"], 0) + claim["quantity_start"]
    return (
        claim["actor"] or "",
        how_many(claim),
        claim["counted"] or "",
        when(claim["date_from"], claim["date_to"]),
        f"{Path(claim['source']).name}:{position}",
        claim["claim_id"],
    )


def how_many(claim: dict[str, Any]) -> str:
    """A claim's figure as a person says it: modifier, quantity as written, change, total and rate."""
    arrow = {"up": "+ ", "down": "- "}.get(claim["change"] or "", "")
    of = f" of {claim['of']:,.15g}" if claim["of"] is not None and " of " not in claim["quantity"] else ""
    per = f" per {claim['per']}" if claim["per"] else ""
    return f"{arrow}{_MODIFIER_WORDS.get(claim['modifier'], '')}{claim['quantity']}{of}{per}"


def when(start: date | None, end: date | None) -> str:
    """A claim's interval: one day, two ends, or an open end."""
    if start == end:
        return start.isoformat() if start else ""
    return f"{start.isoformat() if start else ''}..{end.isoformat() if end else ''}"


def print_schema(console: Console) -> None:
    """Print every output table's columns with type, nullability and meaning."""
    for name, schema in SCHEMAS.items():
        table = Table(title=f"{name}  (schema {SCHEMA_VERSION})", title_justify="left", box=None, header_style="bold")
        for heading in ("column", "type", "null", "meaning"):
            table.add_column(heading, overflow="fold")
        for field in schema:
            meaning = field.metadata[b"description"].decode()
            table.add_row(field.name, _type_name(field.type), "yes" if field.nullable else "no", meaning)
        console.print(table)
        console.print()


def _type_name(type_: pa.DataType) -> str:
    return "dictionary string" if pa.types.is_dictionary(type_) else str(type_).removesuffix("[day]")
