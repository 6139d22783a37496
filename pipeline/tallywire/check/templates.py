"""Sentences as templates: their figures become `#`, so that patterns of the lexicon can give each figure a role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from en_tallywire import lexicon
from tallywire.check.rows import Row

FIGURE = "#"
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence in lower case with `#` for each of `rows`, in order."""

    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A pattern found in a sentence: the row of each role, and the direction of its verb ("up", "down" or None)."""

    rule: str
    roles: dict[str, Row]
    direction: str | None


def template(rows: Sequence[Row]) -> Template:
    """The template of the sentence that `rows` share; of figures that overlap, the first is taken."""
    sentence, origin = rows[0].sentence, rows[0].sentence_start
    pieces, kept, end = [], [], 0
    for row in rows:
        start = row.quantity_start - origin
        if start < end:
            continue
        pieces.append(_plain(sentence[end:start]))
        kept.append(row)
        end = row.quantity_end - origin
    pieces.append(_plain(sentence[end:]))
    return Template(FIGURE.join(pieces), tuple(kept))


def bindings(found: Template, section: str) -> Iterator[Binding]:
    """The patterns of a section of sums.toml that the sentence holds; a figure plays one role."""
    taken: set[str] = set()
    for rule, pattern, needed in _patterns(section):
        if found.text.count(FIGURE) < needed:
            continue
        for match in pattern.finditer(found.text):
            roles = {
                name: found.rows[found.text.count(FIGURE, 0, start)]
                for name, start in ((name, match.start(name)) for name in pattern.groupindex)
                if name != "moved" and start >= 0
            }
            ids = {row.claim_id for row in roles.values()}
            if len(ids) == len(roles) and not ids & taken:
                taken |= ids
                yield Binding(rule, roles, _direction(match.groupdict().get("moved")))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(FIGURE, " ").replace("’", "'").split("\n"))


def _direction(word: str | None) -> str | None:
    return _directions().get(word or "")


@cache
def _directions() -> dict[str, str]:
    words = lexicon.table("sums")["words"]
    return {word: side for side in ("up", "down") for word in words[side]}


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str], int], ...]:
    """Rule, compiled pattern and number of figures of each pattern of the section."""
    return tuple(_compiled(row) for row in lexicon.table("sums")[section])


def _compiled(row: dict[str, Any]) -> tuple[str, re.Pattern[str], int]:
    words = lexicon.table("sums")["words"]
    moved = "|".join(sorted(map(re.escape, _directions()), key=lambda word: (-len(word), word)))
    seen: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "moved":
            first = name not in seen
            seen.add(name)
            return rf"(?P<moved>\b(?:{moved})\b)" if first else rf"\b(?:{moved})\b"
        return str(words[name]) if name in words else f"(?P<{name}>{FIGURE})"

    compiled = re.compile(_NAME.sub(replaced, row["pattern"]))
    return row["rule"], compiled, sum(name != "moved" for name in compiled.groupindex)
