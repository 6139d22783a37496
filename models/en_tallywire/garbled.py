"""Names of countries and regions that a broken encoding has damaged: "BogotÃ¡", "C�rdoba", "Boyac’_ department".

Text in UTF-8 that was read as Windows-1252 is read again; of what is lost, one or two letters may stand for each run of
signs that no name has, if only one country then has a region of that name.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache

from en_tallywire import gazetteer

#: A word with a sign in it, or at its end, that stands for a lost letter.
_BROKEN = re.compile(r"[^\W\d_a-z][^\s,;:().\"]*(?:[Ã�‰]|’[^\sa-zA-Z,;:().\"]|Š—È)[^\s,;:().\"]*")
_SIGNS = re.compile(r"[^a-z -]+")
_PREFIX = 4
#: What three signs stand for where an apostrophe was broken twice.
_APOSTROPHE = "Š—È"


def broken_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and country of each damaged name of a country or region that nothing else can be, in order."""
    for match in _BROKEN.finditer(text):
        country = _country(match.group())
        if country:
            yield match.start(), match.end(), country


@lru_cache(maxsize=1024)
def _country(word: str) -> str | None:
    plain = word.replace(_APOSTROPHE, "’").removesuffix("’s")
    with suppress(UnicodeError):
        plain = plain.encode("cp1252").decode("utf-8")
    if found := gazetteer.country_of(plain):
        return found
    parts = _SIGNS.split(plain.casefold())
    if len(parts[0]) < _PREFIX or len(parts) > 3:
        return None
    pattern = re.compile("[a-z]{1,2}".join(map(re.escape, parts)))
    countries = {code for name, code in _regions().get(parts[0][:_PREFIX], ()) if pattern.fullmatch(name)}
    return min(countries) if len(countries) == 1 else None


@cache
def _regions() -> dict[str, list[tuple[str, str]]]:
    """Names of one word that countries and regions have, with the country, by their first letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, bearer in gazetteer.regions():
        if " " not in name:
            found.setdefault(name[:_PREFIX], []).append((name, bearer.country))
    return found
