"""Claims as the checks read them: one slotted row a claim, missing cells None, days as ordinals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

import pandas as pd

_UNIX_EPOCH = 719_163  # date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a claim that checks look at; names and meanings are the columns of schema.md.

    `published`, `date_from` and `date_to` are proleptic Gregorian ordinals.
    """

    claim_id: str
    story_id: str
    published: int | None
    publisher: str | None
    sentence: str
    sentence_start: int
    claim: str
    claim_start: int
    quantity: str
    quantity_start: int
    quantity_end: int
    value: float | None
    low: float | None
    high: float | None
    modifier: str
    kind: str
    unit: str | None
    value_si: float | None
    unit_si: str | None
    change: str | None
    counted: str | None
    counted_head: str | None
    per: str | None
    of: float | None
    attribution: str
    actor: str | None
    actor_id: str | None
    actor_type: str | None
    actor_affiliation: str | None
    actor_text: str | None
    cue: str | None
    via: str | None
    date_text: str | None
    date_from: int | None
    date_to: int | None
    place: str | None
    country: str | None
    negated: bool
    modality: str
    confidence: float
    repeat_of: str | None

    @property
    def day(self) -> int | None:
        """The day for which the figure speaks last: its period's end, else the day of publication."""
        return self.date_to or self.date_from or self.published

    @property
    def measured(self) -> str:
        """What kind of number it is: two rows can only be compared or added when this is equal."""
        return f"{self.kind} {self.unit}" if self.unit else self.kind


def rows(claims: pd.DataFrame) -> list[Row]:
    """The rows of the claims table, in its order."""
    columns = [_cells(claims[field.name]) for field in fields(Row)]
    return [Row(*cells) for cells in zip(*columns, strict=True)]


def by_story(claims: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each story in turn, as they stand in its text; rows of a story must stand together."""
    for _, group in groupby(claims, key=lambda row: row.story_id):
        yield sorted(group, key=lambda row: (row.quantity_start, row.quantity_end))


def sentences(story: Sequence[Row]) -> list[list[Row]]:
    """A story's rows by sentence, in order; a sentence that the story gives again is left out."""
    found = [list(group) for _, group in groupby(story, key=lambda row: row.sentence_start)]
    return [group for group in found if not any(row.repeat_of for row in group)]


def _cells(column: "pd.Series[Any]") -> list[Any]:
    found: list[Any]
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.astype("datetime64[s]").astype("int64") // 86_400 + _UNIX_EPOCH
        found = days.astype(object).where(column.notna(), None).tolist()
    else:
        found = column.astype(object).where(column.notna(), None).tolist()
    known: dict[str, str] = {}  # a sentence, a name, a word are held once, however many rows have them
    return [known.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in found]
