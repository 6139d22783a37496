"""One canonical name and type for every spelling of an actor."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from en_tallywire import lexicon
from tallywire.records import ActorType

_WORD = re.compile(r"[^\W_]+")
_SPELLING = {
    "organisation": "organization",
    "organisations": "organizations",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
}
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of `lexicons/actors.csv`."""

    name: str
    type: ActorType


def key(name: str) -> str:
    """A spelling-blind form: lower case, words only, no articles, American spelling, "U.N." as "un"."""
    plain = name.replace("’s", "").replace("'s", "").replace(".", "")
    words = (_SPELLING.get(word, word) for word in _WORD.findall(plain.lower()))
    return " ".join(word for word in words if word not in _ARTICLES)


@cache
def _known() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for row in lexicon.rows("actors"):
        entry = Known(row["name"], cast(ActorType, row["type"]))
        for spelling in (row["name"], *filter(None, row["aliases"].split("|"))):
            table.setdefault(key(spelling), entry)
    return table


def known(name: str) -> Known | None:
    """The lexicon's entry for a spelling, or None."""
    return _known().get(key(name))
