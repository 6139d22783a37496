"""Groups of rows that pairs join, and how a reason names them."""

from collections.abc import Iterable, Sequence
from datetime import date

from tallywire.check.rows import Row
from tallywire.check.wording import listed

#: Figures, and sayers of one figure, that a reason names; the finding's claims hold all.
_NAMED = 4


def joined(pairs: Iterable[tuple[Row, Row]]) -> list[list[Row]]:
    """The connected groups of rows, each by day and place in its story, the groups in the order of their first row."""
    rows: dict[str, Row] = {}
    parent: dict[str, str] = {}

    def root(claim_id: str) -> str:
        while parent[claim_id] != claim_id:
            parent[claim_id] = parent[parent[claim_id]]
            claim_id = parent[claim_id]
        return claim_id

    for pair in pairs:
        for row in pair:
            rows.setdefault(row.claim_id, row)
            parent.setdefault(row.claim_id, row.claim_id)
        parent[root(pair[1].claim_id)] = root(pair[0].claim_id)
    groups: dict[str, list[Row]] = {}
    for claim_id, row in rows.items():
        groups.setdefault(root(claim_id), []).append(row)
    return sorted((sorted(group, key=_order) for group in groups.values()), key=lambda group: _order(group[0]))


def sayings(rows: Sequence[Row]) -> str:
    """Each figure with who says it and when: "3.2 million (United Nations, 2024-10-31) and 3.5 million (...)"."""
    by_figure: dict[str, list[Row]] = {}
    for row in rows:
        by_figure.setdefault(_figure(row).lower(), []).append(row)
    parts = [f"{_figure(said[0])} ({_sayers(said)})" for said in by_figure.values()]
    more = len(parts) - _NAMED
    return listed(parts if more <= 0 else [*parts[:_NAMED], f"{more} more"])


def of_what(rows: Sequence[Row]) -> str:
    """What the rows count, in the words of the row that says most."""
    counted = [row.counted for row in rows if row.counted]
    words = max(counted, key=lambda text: (len(text), text)) if counted else "the same"
    places = {row.place for row in rows}
    place = rows[0].place if len(places) == 1 else None
    return " ".join(words.split()) + (f" ({place})" if place else "")


def _sayers(rows: Sequence[Row]) -> str:
    said = list(dict.fromkeys(f"{row.actor_id or row.publisher or 'the story'}{_day(row)}" for row in rows))
    more = len(said) - _NAMED
    return "; ".join(said if more <= 0 else [*said[:_NAMED], f"{more} more"])


def _day(row: Row) -> str:
    return f", {date.fromordinal(row.day)}" if row.day else ""


def _figure(row: Row) -> str:
    plain = row.modifier in ("exact", "range", "vague")
    return row.quantity if plain else f"{row.modifier.replace('_', ' ')} {row.quantity}"


def _order(row: Row) -> tuple[int, str, int]:
    return row.day or 0, row.story_id, row.quantity_start
