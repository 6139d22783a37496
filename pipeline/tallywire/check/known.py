"""Known figures: a list that a person keeps of claims that a dataset must hold, and what became of each.

A row names a `source` and the figure by its `quantity` (as written) or `value`; `counted`, `actor`, `date_from` and
`date_to` are checked when they are filled. `tolerance` says how far a value may be off ("50", or "2%" of it); without
it values must be equal. `must_not` (any word, such as "yes") turns the row round: no claim may agree with it.
`expected_failure` holds the reason why this version still gets the row wrong; the row then fails the check as soon as
it is right, so that the list of exceptions only shrinks.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tallywire.errors import UsageError, one_line
from tallywire.records import Claim

COLUMNS = (
    "source",
    "quantity",
    "value",
    "counted",
    "actor",
    "date_from",
    "date_to",
    "tolerance",
    "must_not",
    "expected_failure",
)
_CHECKED = ("value", "counted", "actor", "date_from", "date_to")

Status = Literal["held", "missing", "changed", "forbidden", "expected", "unexpected_pass"]


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """One row of the list; `line` is its line in the file, `tolerance` in the units of `value`."""

    line: int
    source: str
    quantity: str | None
    value: float | None
    counted: str | None
    actor: str | None
    date_from: date | None
    date_to: date | None
    expected_failure: str | None
    tolerance: float = 0.0
    must_not: bool = False

    @property
    def figure(self) -> str:
        """The figure as the row names it."""
        return self.quantity if self.quantity is not None else _written(self.value)


@dataclass(frozen=True, slots=True)
class KnownResult:
    """What became of a known figure; `found` says what stands there instead, in words."""

    known: KnownFigure
    status: Status
    found: str = ""
    claim_id: str | None = None

    @property
    def fails(self) -> bool:
        """Whether the result makes the check fail."""
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
        raise UsageError(f"cannot read the known figures {path}: {one_line(error)}.") from error


def _known(row: dict[str, str], line: int, path: Path) -> KnownFigure:
    cells = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    source = cells["source"]
    if source is None or (cells["quantity"] is None and cells["value"] is None):
        raise UsageError(f"{path}, line {line}: a known figure needs a source and a quantity or value.")
    try:
        value = float(cells["value"]) if cells["value"] else None
        return KnownFigure(
            line,
            source,
            cells["quantity"],
            value,
            cells["counted"],
            cells["actor"],
            date.fromisoformat(cells["date_from"]) if cells["date_from"] else None,
            date.fromisoformat(cells["date_to"]) if cells["date_to"] else None,
            cells["expected_failure"],
            _tolerance(cells["tolerance"], value),
            cells["must_not"] is not None,
        )
    except ValueError as error:
        raise UsageError(f"{path}, line {line}: {error}; values are numbers, dates YYYY-MM-DD.") from error


def _tolerance(written: str | None, value: float | None) -> float:
    """The tolerance in the value's units; raises ValueError when it is no number, or without a value."""
    if written is None:
        return 0.0
    if value is None:
        raise ValueError("a tolerance needs a value")
    size = float(written.removesuffix("%"))
    return abs(value) * size / 100 if written.endswith("%") else size


def check_known(claims: Iterable[Claim], known: Sequence[KnownFigure]) -> list[KnownResult]:
    """One result a known figure, in the order of the list.

    A row is held when some claim of its source agrees in every filled cell. A claim answers at most one row, so a
    figure that a story states twice and the list names twice must be there twice. A `must_not` row is held when no
    claim agrees, and uses up none.
    """
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        for name in _names(claim.source):
            by_source.setdefault(name, []).append(claim)
    used: set[str] = set()
    return [_result(row, by_source.get(row.source, []), used) for row in known]


def _names(source: str) -> set[str]:
    """A row may name its source by full path, file name or stem (a record keeps its `#N`)."""
    file, mark, record = source.partition("#")
    path = Path(file)
    return {name + mark + record for name in (file, path.name, path.stem)}


def _result(row: KnownFigure, claims: Sequence[Claim], used: set[str]) -> KnownResult:
    same = [claim for claim in claims if _same_figure(row, claim)]
    if row.must_not:
        return _unwanted(row, next((claim for claim in same if not _differences(row, claim)), None))
    candidates = [claim for claim in same if claim.claim_id not in used]
    right = next((claim for claim in candidates if not _differences(row, claim)), None)
    if right:
        used.add(right.claim_id)
        return KnownResult(row, "unexpected_pass" if row.expected_failure else "held", claim_id=right.claim_id)
    if row.expected_failure:
        return KnownResult(row, "expected")
    if not candidates:
        return KnownResult(row, "missing", f"no such figure among the {len(claims)} claims of {row.source}")
    nearest = min(candidates, key=lambda claim: len(_differences(row, claim)))
    found = "; ".join(_differences(row, nearest)) + f"  (claim {nearest.claim_id})"
    return KnownResult(row, "changed", found, nearest.claim_id)


def _unwanted(row: KnownFigure, claim: Claim | None) -> KnownResult:
    """The result of a row that no claim may agree with."""
    if claim is None:
        return KnownResult(row, "unexpected_pass" if row.expected_failure else "held")
    if row.expected_failure:
        return KnownResult(row, "expected", claim_id=claim.claim_id)
    return KnownResult(row, "forbidden", f"there is such a claim, {claim.claim_id}", claim.claim_id)


def _same_figure(row: KnownFigure, claim: Claim) -> bool:
    if row.quantity is not None:
        return _folded(row.quantity) == _folded(claim.quantity)
    return _close(row.value, claim.value, row.tolerance)


def _differences(row: KnownFigure, claim: Claim) -> list[str]:
    """The filled cells that the claim does not agree with, in words."""
    return [
        f"{name} is {_written(getattr(claim, name))}, not {_written(getattr(row, name))}"
        for name in _CHECKED
        if getattr(row, name) is not None
        and not any(_agrees(getattr(row, name), found, row.tolerance) for found in _found(claim, name))
    ]


def _found(claim: Claim, name: str) -> tuple[object, ...]:
    """What a cell may agree with: an actor may be named as in the story or by its canonical name."""
    return (claim.actor, claim.actor_id) if name == "actor" else (getattr(claim, name),)


def _agrees(wanted: object, found: object, tolerance: float) -> bool:
    if isinstance(wanted, float):
        return _close(wanted, found if isinstance(found, float) else None, tolerance)
    if isinstance(wanted, str):
        return isinstance(found, str) and _folded(wanted) == _folded(found)
    return wanted == found


def _close(wanted: float | None, found: float | None, tolerance: float) -> bool:
    return wanted is not None and found is not None and math.isclose(wanted, found, rel_tol=1e-9, abs_tol=tolerance)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).removeprefix("the ")


def _written(value: object) -> str:
    return "empty" if value is None else f"{value:,.15g}" if isinstance(value, float) else repr(str(value))
