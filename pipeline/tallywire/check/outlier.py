"""Values that cannot be, and values far from all others of their thing."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median

from en_tallywire import lexicon
from tallywire.check.finding import Finding
from tallywire.check.groups import of_what, sayings
from tallywire.check.nouns import stem
from tallywire.check.pairs import Pair
from tallywire.check.rows import Row
from tallywire.check.wording import about

#: The oldest age that a person reached, rounded up.
_OLDEST = 123
#: Factors between magnitude words (thousand, million, billion), and how far off the two values may be besides.
_SLIPS, _NEAR = (1e3, 1e6), 0.15
#: Figures of a thing that make a series, and how many times its usual spread (in powers of ten) makes an outlier.
_SERIES, _SPREADS, _POWERS = 5, 6.0, 1.0


def impossible(rows: Sequence[Row]) -> Iterator[Finding]:
    """Shares over 100 per cent, negative counts, and ages that nobody reached."""
    for row in rows:
        if row.value is None or row.repeat_of:
            continue
        if _whole_share(row) and row.value > 100:
            reason = f"{row.quantity} of {row.counted} is more than all."
            yield about("outlier", "outlier.share", "error", reason, [row])
        elif row.kind == "count" and row.value < 0:
            yield about(
                "outlier", "outlier.negative", "error", f"{row.quantity} {row.counted or ''} is below none.", [row]
            )
        elif row.kind == "age" and row.unit in (None, "year") and row.value > _OLDEST and _of_a_person(row):
            yield about("outlier", "outlier.age", "error", f"Nobody is {row.quantity} years old.", [row])


def slips(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Two figures of a thing that are a magnitude word apart: "3.5 billion" beside "3.5 million"."""
    for pair in pairs:
        if is_slip(pair):
            reason = (
                f"{of_what([pair.first, pair.second])}: {sayings([pair.first, pair.second])} are a magnitude apart."
            )
            yield about(
                "outlier", "outlier.magnitude", "warning", reason[0].upper() + reason[1:], (pair.first, pair.second)
            )


def is_slip(pair: Pair) -> bool:
    """Whether the figures' ratio is a thousand or a million, but for a few per cent."""
    low, high = sorted((abs(pair.first.value or 0), abs(pair.second.value or 0)))
    return low > 0 and any(abs(high / low / factor - 1) < _NEAR for factor in _SLIPS)


def far_off(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Figures at least a power of ten, and many times the usual spread, from the median of their thing."""
    series: dict[str, dict[str, Row]] = defaultdict(dict)
    for pair in pairs:
        if pair.narrower is None and pair.one_definition and not is_slip(pair):
            series[pair.first.claim_id][pair.second.claim_id] = pair.second
            series[pair.second.claim_id][pair.first.claim_id] = pair.first
            series[pair.first.claim_id].setdefault(pair.first.claim_id, pair.first)
            series[pair.second.claim_id].setdefault(pair.second.claim_id, pair.second)
    for claim_id, rows in series.items():
        row = rows[claim_id]
        others = [
            math.log10(other.value or 1) for other in rows.values() if other is not row and (other.value or 0) > 0
        ]
        if len(others) + 1 < _SERIES or row.kind == "percent" or (row.value or 0) <= 0:
            continue
        middle = median(others)
        spread = median(abs(value - middle) for value in others)
        if abs(math.log10(row.value or 1) - middle) > max(_POWERS, _SPREADS * spread):
            reason = f"{row.quantity} is far from the {len(others)} other figures of {of_what([row])}."
            yield about("outlier", "outlier.series", "warning", reason, [row])


def _whole_share(row: Row) -> bool:
    """Whether the percentage can only be a share of what is counted: of people, votes, houses."""
    head = row.counted_head
    return (
        row.kind == "percent"
        and row.unit == "percent"
        and not row.change
        and head is not None
        and stem(head) in _parts()
    )


def _of_a_person(row: Row) -> bool:
    return row.counted_head is None or row.counted_head[:1].isupper() or stem(row.counted_head) in _parts()


@cache
def _parts() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.table("sums")["parts"]["heads"])
