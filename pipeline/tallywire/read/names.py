"""Which names of a record hold an article's fields: as the user says, else the first usual one (`records.toml`).

News interfaces, crawlers and collections name alike things differently: `content`, `bodyText`, `story_text`. A name
inside another is told by its path ("source.name").
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from en_tallywire import lexicon
from tallywire.settings import RecordField

Columns = Mapping[RecordField, str]

FIELDS: tuple[RecordField, ...] = ("text", "title", "published", "publisher", "url", "byline", "id")

#: How deep fields may lie in boxes.
_DEPTH = 4


def names_of(names: tuple[str, ...], columns: Columns) -> dict[RecordField, str]:
    """The field -> its name among `names`. A field that `columns` maps has that name, or none."""
    return _names_of(names, tuple(sorted(columns.items())))


@lru_cache(maxsize=256)
def _names_of(names: tuple[str, ...], columns: tuple[tuple[RecordField, str], ...]) -> dict[RecordField, str]:
    given, usual = dict(columns), _by_key(names)
    found: dict[RecordField, str] = {}
    for field in FIELDS:
        candidates = (usual.get(key) for key in _table("names")[field])
        name = given[field] if field in given else next(filter(None, candidates), None)
        if name in names:
            found[field] = name
    return found


def _by_key(names: tuple[str, ...]) -> dict[str, str]:
    """Each name by its key, then by what is left of the key without the boxes around it."""
    keys = {name: ".".join(map(_key, name.split("."))) for name in names}
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(keys[name], name)
    for name in names:
        key = keys[name]
        while key.partition(".")[0] in _boxes() and "." in key:
            key = key.partition(".")[2]
            found.setdefault(key, name)
    return found


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(lexicon.table("records")[name])


@cache
def _boxes() -> frozenset[str]:
    return frozenset(_table("boxes")["names"])


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record's values that are not empty, by their path; of a list its words, or the names in it, in one value."""
    return {path: value for path, value in _paths(record, "", _DEPTH) if value not in (None, "")}


def _paths(record: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        path = f"{before}{name}"
        if isinstance(value, Mapping):
            if depth > 1:
                yield from _paths(value, f"{path}.", depth - 1)
        elif isinstance(value, list):
            yield path, _listed(value)
        else:
            yield path, value


def _listed(values: list[Any]) -> str:
    """The words of a list's items, or what their `name` says: paragraphs on lines of their own, names on one line."""
    items = [item.get("name") if isinstance(item, Mapping) else item for item in values]
    words = [item for item in items if isinstance(item, str) and item.strip()]
    return ("\n" if any(len(item) > _NAME for item in words) else ", ").join(words)


#: Characters of the longest name.
_NAME = 120
