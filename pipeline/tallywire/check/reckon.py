"""Holds a written figure against what other figures make it, with the tolerance that all of them leave."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tallywire.check.finding import Finding
from tallywire.check.precision import Span, roundings, tight, wide
from tallywire.check.rows import Row
from tallywire.check.wording import about, number
from tallywire.records import Severity

Reckoning = Callable[..., Span]


@dataclass(frozen=True, slots=True)
class Sum:
    """What figures make another figure: as they are meant (`tight`), at most (`wide`), and in words."""

    tight: Span
    wide: Span
    reckoned: str


def reckon(how: Reckoning, parts: Sequence[Row], words: str, suffix: str = "") -> Sum | None:
    """`how` over the spans of `parts`; None when one of them is vague."""
    meant, most, plain = [], [], []
    for part, half in zip(parts, roundings(parts), strict=True):
        narrow, broad = tight(part, half), wide(part, half)
        if narrow is None or broad is None:
            return None
        meant.append(narrow)
        most.append(broad)
        middle = part.value if part.value is not None else (narrow.low + narrow.high) / 2
        plain.append(Span(middle, middle))
    return Sum(how(*meant), how(*most), f"{words} {number(how(*plain).low)}{suffix}")


def judged(rule: str, row: Row, others: Iterable[Row], sums: Iterable[Sum | None], severity: Severity) -> list[Finding]:
    """Info when one of the sums agrees with `row`, `severity` when all of them exclude it, else nothing."""
    known = [one for one in sums if one is not None]
    narrow, broad = tight(row), wide(row)
    if not known or narrow is None or broad is None:
        return []
    rows = [row, *others]
    agrees = next((one for one in known if one.tight.meets(narrow)), None)
    if agrees:
        return [about("arithmetic", f"arithmetic.{rule}", "info", f"{row.quantity} is right: {agrees.reckoned}.", rows)]
    if any(one.wide.meets(broad) for one in known):
        return []
    reason = f"{row.quantity} does not follow: {' or '.join(one.reckoned for one in known)}."
    return [about("arithmetic", f"arithmetic.{rule}", severity, reason, rows)]
