"""Announced lists: "seven provinces: A, B, ..." must name seven."""

import re
from collections.abc import Iterator

from tallywire.check.finding import Finding
from tallywire.check.rows import Row
from tallywire.check.wording import about

_FEWEST, _MOST = 3, 20
#: The list: behind a colon to the stop or semicolon, or between two dashes. Only names are counted.
_LIST = re.compile(r"[^,.;:–—]{0,110}(?::| – | — | - |—)(?P<items>[^:–—]{5,400}?)(?: – | — | - |—|\.(?:\s|$)|$)")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_ITEM = re.compile(r"(?:the )?[A-Z0-9][^,;]{0,60}")
_LAST = re.compile(r",? and (?:the )?(?=[A-Z])")


def listings(row: Row) -> Iterator[Finding]:
    """What the list behind a counted noun says of its number."""
    if row.kind != "count" or row.modifier != "exact" or row.counted is None or row.value is None:
        return
    match = _LIST.match(row.sentence, row.quantity_end - row.sentence_start)
    names = _names(match["items"]) if match and _FEWEST <= row.value <= _MOST else []
    if len(names) < _FEWEST - 1:
        return
    if len(names) == row.value:
        yield about(
            "arithmetic",
            "arithmetic.list",
            "info",
            f"{row.quantity} {row.counted} are announced, and {len(names)} are named.",
            [row],
        )
    elif abs(len(names) - row.value) == 1 and not re.search(r"\b(?:include|such as|like|other)", row.sentence):
        reason = f"{row.quantity} {row.counted} are announced, but {len(names)} are named."
        yield about("arithmetic", "arithmetic.list", "warning", reason, [row])


def _names(items: str) -> list[str]:
    """The items when all of them are names, else none: a list of clauses cannot be counted by its commas."""
    text = _BRACKETS.sub("", items).strip()
    separator = ";" if ";" in text else ","
    parts = [part.strip().removeprefix("and ") for part in text.split(separator)]
    last = _LAST.split(parts.pop())
    names = [part for part in [*parts, *last] if part.strip()]
    return names if len(names) > 1 and all(_ITEM.fullmatch(name.strip()) for name in names) else []
