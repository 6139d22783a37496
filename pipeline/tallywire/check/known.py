"""Known figures: a list that a person keeps of claims that a dataset must hold, and what became of each.

A row names a `source` and the figure by its `quantity` (as written) or `value`; `counted`, `actor`, `date_from` and
`date_to` are checked when they are filled. `expected_failure` holds the reason why this version still gets the row
wrong; the row then fails the check as soon as it is right, so that the list of exceptions only shrinks.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tallywire.errors import UsageError
from tallywire.records import Claim

COLUMNS = ("source", "quantity", "value", "counted", "actor", "date_from", "date_to", "expected_failure")
_CHECKED = ("value", "counted", "actor", "date_from", "date_to")

Status = Literal["held", "missing", "changed", "expected", "unexpected_pass"]


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """One row of the list; `line` is its line in the file."""

    line: int
    source: str
    quantity: str | None
    value: float | None
    counted: str | None
    actor: str | None
    date_from: date | None
    date_to: date | None
    expected_failure: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a known figure; `found` says what stands there instead, in words."""

    known: KnownFigure
    status: Status
    found: str = ""

    @property
    def fails(self) -> bool:
        """Whether the finding makes the check fail."""
        return self.status not in ("held", "expected")


def read_known(path: Path) -> list[KnownFigure]:
    """The rows of a CSV of known figures.

    Raises UsageError, naming the line, when the file cannot be read, has an unknown column, or a row is not valid.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            unknown = set(reader.fieldnames or ()) - set(COLUMNS)
            if unknown or "source" not in (reader.fieldnames or ()):
                raise UsageError(f"{path}: the columns of known figures are {', '.join(COLUMNS)}; source is required.")
            return [_known(row, reader.line_num, path) for row in reader if any(row.values())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"cannot read the known figures {path}: {error}") from error


def _known(row: dict[str, str], line: int, path: Path) -> KnownFigure:
    cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    source = cells["source"]
    if source is None or (cells["quantity"] is None and cells["value"] is None):
        raise UsageError(f"{path}, line {line}: a known figure needs a source and a quantity or value.")
    try:
        return KnownFigure(
            line,
            source,
            cells["quantity"],
            float(cells["value"]) if cells["value"] else None,
            cells["counted"],
            cells["actor"],
            date.fromisoformat(cells["date_from"]) if cells["date_from"] else None,
            date.fromisoformat(cells["date_to"]) if cells["date_to"] else None,
            cells["expected_failure"],
        )
    except ValueError as error:
        raise UsageError(f"{path}, line {line}: {error}; values are numbers, dates YYYY-MM-DD.") from error


def check_known(claims: Iterable[Claim], known: Sequence[KnownFigure]) -> list[Finding]:
    """One finding a known figure, in the order of the list.

    A row is held when some claim of its source agrees in every filled cell. A claim answers at most one row, so a
    figure that a story states twice and the list names twice must be there twice.
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        for name in _names(claim.source):
            by_source.setdefault(name, []).append(claim)
    used: set[str] = set()
    return [_finding(row, by_source.get(row.source, []), used) for row in known]


def _names(source: str) -> set[str]:
    """A row may name its source by full path, file name or stem (a record keeps its `#N`)."""
    file, mark, record = source.partition("#")
    path = Path(file)
    return {name + mark + record for name in (file, path.name, path.stem)}


def _finding(row: KnownFigure, claims: Sequence[Claim], used: set[str]) -> Finding:
    candidates = [claim for claim in claims if claim.claim_id not in used and _same_figure(row, claim)]
    right = next((claim for claim in candidates if not _differences(row, claim)), None)
    if right:
        used.add(right.claim_id)
        return Finding(row, "unexpected_pass" if row.expected_failure else "held")
    if row.expected_failure:
        return Finding(row, "expected")
    if not candidates:
        return Finding(row, "missing", f"no such figure among the {len(claims)} claims of {row.source}")
    nearest = min(candidates, key=lambda claim: len(_differences(row, claim)))
    return Finding(row, "changed", "; ".join(_differences(row, nearest)) + f"  (claim {nearest.claim_id})")


def _same_figure(row: KnownFigure, claim: Claim) -> bool:
    if row.quantity is not None:
        return _folded(row.quantity) == _folded(claim.quantity)
    return _close(row.value, claim.value)


def _differences(row: KnownFigure, claim: Claim) -> list[str]:
    """The filled cells that the claim does not agree with, in words."""
    return [
        f"{name} is {_written(getattr(claim, name))}, not {_written(getattr(row, name))}"
        for name in _CHECKED
        if getattr(row, name) is not None
        and not any(_agrees(getattr(row, name), found) for found in _found(claim, name))
    ]


def _found(claim: Claim, name: str) -> tuple[object, ...]:
    """What a cell may agree with: an actor may be named as in the story or by its canonical name."""
    return (claim.actor, claim.actor_id) if name == "actor" else (getattr(claim, name),)


def _agrees(wanted: object, found: object) -> bool:
    if isinstance(wanted, float):
        return _close(wanted, found if isinstance(found, float) else None)
    if isinstance(wanted, str):
        return isinstance(found, str) and _folded(wanted) == _folded(found)
    return wanted == found


def _close(wanted: float | None, found: float | None) -> bool:
    return wanted is not None and found is not None and math.isclose(wanted, found, rel_tol=1e-9)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).removeprefix("the ")


def _written(value: object) -> str:
    return "empty" if value is None else f"{value:,.15g}" if isinstance(value, float) else repr(str(value))
