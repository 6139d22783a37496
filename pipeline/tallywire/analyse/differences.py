"""What differs between two datasets: claims gained, lost, and changed field by field."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Row = dict[Hashable, Any]
What = Literal["changed", "lost", "gained"]

#: What is compared: a claim's reading. Ids and offsets only say where it stands, and confidence is an estimate that
#: every new model shifts a little.
FIELDS = (
    *("published", "publisher", "title", "sentence", "claim", "quantity", "value", "low", "high", "modifier", "kind"),
    *("unit", "value_si", "unit_si", "change", "counted", "counted_head", "per", "of", "attribution", "actor"),
    *("actor_id", "actor_type", "actor_affiliation", "actor_text", "cue", "via", "date_text", "date_from", "date_to"),
    *("place", "country", "negated", "modality"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that differs. `fields` maps each changed field to its old and new value; it is empty otherwise."""

    what: What
    claim_id: str
    source: str
    quantity: str
    counted: str | None
    sentence: str
    fields: dict[str, tuple[object, object]]


def compare(old: pd.DataFrame, new: pd.DataFrame) -> list[Difference]:
    """The differences between the claims of two datasets: changed ones first, then lost, then gained, in their order.

    Claims are the same when their ids are. Where ids differ (a story that now begins elsewhere has another id), a
    claim's partner is the one of the same figure in the same sentence of the same input, the first with the first.
    """
    before, after = _rows(old), _rows(new)
    same_id, lost, gained = _paired(before, after, lambda row: row["claim_id"])
    same_words, lost, gained = _paired(lost, gained, _words)
    changes = [(later, dict(_changes(earlier, later))) for earlier, later in same_id + same_words]
    changed = [_difference("changed", later, fields) for later, fields in changes if fields]
    return [*changed, *(_difference("lost", row) for row in lost), *(_difference("gained", row) for row in gained)]


def _paired(
    before: Iterable[Row], after: list[Row], key: Callable[[Row], Hashable]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of rows with one key, the first with the first, and the rows of either side without a partner."""
    waiting: dict[Hashable, deque[Row]] = defaultdict(deque)
    for row in after:
        waiting[key(row)].append(row)
    pairs, lost = [], []
    for row in before:
        partners = waiting[key(row)]
        if partners:
            pairs.append((row, partners.popleft()))
        else:
            lost.append(row)
    alone = {row["claim_id"] for partners in waiting.values() for row in partners}
    return pairs, lost, [row for row in after if row["claim_id"] in alone]


def _words(row: Row) -> tuple[str, str, str]:
    return row["source"], " ".join(row["sentence"].split()), row["quantity"]


def _changes(old: Row, new: Row) -> Iterator[tuple[str, tuple[object, object]]]:
    for field in FIELDS:
        if old[field] != new[field]:
            yield field, (old[field], new[field])


def _difference(what: What, row: Row, fields: dict[str, tuple[object, object]] | None = None) -> Difference:
    return Difference(
        what, row["claim_id"], row["source"], row["quantity"], row["counted"], row["sentence"], fields or {}
    )


def _rows(claims: pd.DataFrame) -> list[Row]:
    """The claims as dictionaries in which every missing value is None and every day an ISO string."""
    columns = ["claim_id", "source", *FIELDS]
    plain = claims[columns].copy()
    for name in plain.select_dtypes("datetime").columns:
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return plain.astype(object).where(plain.notna(), None).to_dict("records")
