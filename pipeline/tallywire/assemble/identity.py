"""One id an actor across a dataset: which ids of different stories stand for the same person or body.

Within a story `annotate.sources` has resolved names to the fullest one, and the table of actors has named the known
ones. What is left differs from story to story: spelling, titles and legal forms, initials, acronyms, bare surnames. The
answer is a function of the set of ids alone, so that neither the order of inputs nor the number of workers changes it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from en_tallywire import lexicon
from tallywire.records import ActorType

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to", "de"})
_BODIES = frozenset({"organisation", "government", "media", "group"})


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """An id as a dataset's claims have it, with its type and affiliation ("" = none)."""

    id: str
    type: ActorType
    affiliation: str = ""


def merged(identities: Iterable[Identity]) -> dict[Identity, str]:
    """The new id of every identity whose id changes: an id of the dataset that does not change itself.

    A document keeps its id. Where a short form may stand for several, it stays as it is.
    """
    found = sorted({item for item in identities if item.type != "document"})
    alike = dict(_spelled_alike(found))
    named = {item: Identity(alike[item.id], item.type, item.affiliation) for item in found if item.id in alike}
    standing = sorted({named.get(item, item) for item in found})
    short = {**dict(_acronyms(standing)), **dict(_persons(standing))}
    final = ((old, _last(named.get(old, old), short)) for old in found)
    return {old: new for old, new in final if old.id != new}


def _last(item: Identity, short: dict[Identity, str]) -> str:
    """Where a chain of short forms ends: "Upper District Ana M. Lim", "Ana M. Lim", "Ana Lim"."""
    seen: set[Identity] = set()
    while item in short and item not in seen:
        seen.add(item)
        item = Identity(short[item], item.type, item.affiliation)
    return item.id


def fold(name: str) -> str:
    """What spellings of one name have in common: no case, accents, dots, articles, titles, legal forms; American."""
    plain = unicodedata.normalize("NFKD", name.replace(".", "").replace("’", "'")).casefold()
    words = [
        word.removesuffix("'s") for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    ]
    while len(words) > 1 and words[-1] in _listed("legal"):
        words.pop()
    while len(words) > 1 and words[0] in _listed("titles"):
        words.pop(0)
    american: dict[str, str] = lexicon.table("identities")["american"]
    return " ".join(american.get(word, word) for word in words) or name


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("identities")[name])


def _spelled_alike(found: list[Identity]) -> Iterator[tuple[str, str]]:
    """The ids that another stands for, with it: of all that fold alike the one without title and legal form, or the
    longest.
    """
    folded = sorted({(fold(item.id), item.id) for item in found})
    for form, group in groupby(folded, key=lambda pair: pair[0]):
        names = [name for _, name in group]
        proper = any(_titled(name) > 1 for name in names)  # else "Police" may only have opened its sentence
        best = min(names, key=lambda name: _preference(name, len(form.split()), proper))
        yield from ((name, best) for name in names if name != best)


def _preference(name: str, words: int, proper: bool) -> tuple[bool, bool, int, int, str]:
    shouts = " " in name and name.isupper()
    return len(_WORD.findall(name)) != words, shouts, -_titled(name) if proper else _titled(name), -len(name), name


def _titled(name: str) -> int:
    """How many words have a capital in front: one alone may have opened a sentence, or be an acronym's."""
    return sum(word[:1].isupper() for word in name.split() if word.lower() not in _SMALL)


def _acronyms(named: list[Identity]) -> Iterator[tuple[Identity, str]]:
    """Acronyms with the one body whose initials they are."""
    bodies = [item for item in named if item.type in _BODIES]
    by_initials: dict[str, set[str]] = {}
    for item in bodies:
        by_initials.setdefault(_initials(item.id), set()).add(item.id)
    for item in bodies:
        long_forms = by_initials.get(item.id, set())
        if _ACRONYM.fullmatch(item.id) and len(long_forms) == 1:
            yield item, min(long_forms)


def _initials(name: str) -> str:
    words = [word for word in _WORD.findall(name) if word.lower() not in _SMALL]
    return "".join(word[0].upper() for word in words) if len(words) > 1 else ""


def _persons(named: list[Identity]) -> Iterator[tuple[Identity, str]]:
    """Surnames with the one full name of that surname and affiliation; names with the same less initials or titles."""
    people = [(item, tuple(item.id.split())) for item in named if item.type == "person"]
    names: dict[tuple[str, ...], set[str]] = {}
    colleagues: dict[tuple[str, str], set[str]] = {}
    for item, words in people:
        if len(words) > 1:
            names.setdefault(words, set()).add(item.id)
            colleagues.setdefault((words[-1], fold(item.affiliation)), set()).add(item.id)
    for item, words in people:
        if len(words) == 1:
            same = colleagues.get((words[0], fold(item.affiliation)), set()) if item.affiliation else set()
        else:
            same = {name for core in _cores(words) for name in names.get(core, ())}
        if len(same) == 1:
            yield item, min(same)


def _cores(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What of a name of several words may be the whole name: its last two words or more, it without middle initials."""
    for first in range(1, len(words) - 1):
        yield words[first:]
    initialed = (words[0], *(word for word in words[1:-1] if len(word.rstrip(".")) > 1), words[-1])
    if len(initialed) < len(words):
        yield initialed
