"""Numbers and names as reasons write them."""

from collections.abc import Iterable

from tallywire.check.finding import Check, Finding
from tallywire.check.rows import Row
from tallywire.records import Severity


def number(value: float) -> str:
    """A number with thousands commas and no more decimals than it has; four digits at least."""
    return f"{round(value):,}" if abs(value) >= 1000 or value == int(value) else f"{value:,.4g}"


def listed(parts: Iterable[str]) -> str:
    """ "a, b and c"."""
    words = list(parts)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def about(check: Check, rule: str, severity: Severity, reason: str, rows: Iterable[Row]) -> Finding:
    """A finding about `rows`, with the stories they stand in."""
    found = list(rows)
    story_ids = dict.fromkeys(row.story_id for row in found)
    return Finding(check, rule, severity, reason, tuple(row.claim_id for row in found), tuple(story_ids))
