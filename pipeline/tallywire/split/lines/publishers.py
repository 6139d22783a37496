"""Knows news publishers and agencies by name, alias and web domain (`publishers.csv`)."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from en_tallywire import lexicon


@dataclass(frozen=True, slots=True)
class Publisher:
    """One row of the table; `order` is its usual order of day and month in digits, `dmy` or `mdy`."""

    name: str
    domains: tuple[str, ...]
    order: str


@cache
def _tables() -> tuple[dict[str, Publisher], dict[str, Publisher]]:
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    for row in lexicon.rows("publishers"):
        hosts = tuple(filter(None, row["domains"].split(";")))
        publisher = Publisher(row["name"], hosts, row["order"])
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            names.setdefault(name, publisher)
        for host in hosts:
            domains.setdefault(host, publisher)
    return names, domains


@cache
def _folded() -> dict[str, Publisher]:
    names, _ = _tables()
    folded: dict[str, Publisher] = {}
    for name, publisher in names.items():
        if len(name) > 3:
            folded.setdefault(name.casefold(), publisher)
    return folded


def by_name(name: str) -> Publisher | None:
    """The publisher of this name or alias; case counts for names of up to three letters or that are common words."""
    name = name.strip()
    names, domains = _tables()
    folded = None if " " not in name and is_ambiguous(name) else _folded().get(name.casefold())
    return names.get(name) or folded or domains.get(name.lower().removeprefix("www."))


def by_url(url: str) -> Publisher | None:
    """The publisher whose domain the address belongs to, subdomains included."""
    host = (urlsplit(url if "//" in url else "//" + url).hostname or "").lower()
    _, domains = _tables()
    while "." in host:
        if host in domains:
            return domains[host]
        host = host.partition(".")[2]
    return None


@cache
def _outlet() -> re.Pattern[str]:
    table = lexicon.table("layout")["publisher"]
    nouns, first = ("|".join(map(re.escape, table[key])) for key in ("nouns", "first"))
    word = r"[^\W\d_a-z][\w.&'’!-]*"
    return re.compile(
        rf"(?:{word}[ ](?:(?:of|and|the|&)[ ])?){{1,5}}(?:[^\W\d_a-z]\w+-)?(?:{nouns})(?:[ ](?:of|on)[ ]{word})?"
        rf"|(?:The[ ])?(?:{first})[ ]{word}(?:[ ]{word}){{0,2}}"
        rf"|{word}(?:[ ](?:(?:of|and|the|&)[ ])?{word}){{0,4}}[ ](?:{'|'.join(table['common'])})"
    )


def is_outlet(name: str) -> bool:
    """Whether a name that the table lacks is built as those of newspapers and agencies are ("Portland Courier")."""
    return _outlet().fullmatch(name) is not None


def is_ambiguous(name: str) -> bool:
    """Whether a publisher's name is a common word or a section's too."""
    names = lexicon.table("layout")["publisher"]["ambiguous"]
    return name in names or (name.isupper() and name.title() in names)


_NAME = re.compile(r"[^\W\d_][\w.&'’/!-]*(?:[ ](?:of|and|the|de|della|la|&|[^\W\d_a-z][\w.&'’/!-]*)){0,5}")


def find(text: str) -> tuple[int, int, Publisher] | None:
    """The first known publisher named in a short text, as `(start, end, publisher)`; the longest name wins.

    A name that is a common word too counts only where it is not a part of a longer one ("Portland Press Monitor").
    """
    for match in _NAME.finditer(text):
        words = [(w.start() + match.start(), w.end() + match.start()) for w in re.finditer(r"\S+", match.group())]
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                start, end = words[first][0], words[last - 1][1]
                name = text[start:end].rstrip(".,").removesuffix("'s").removesuffix("’s")
                publisher = by_name(name)
                if publisher is not None and not (is_ambiguous(name) and len(words) > 1):
                    return start, start + len(name), publisher
    return None
