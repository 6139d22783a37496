"""Which claims are about what a person asks for: words of the counted noun, a place, an actor."""

import re

import pandas as pd
import pycountry

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def about(claims: pd.DataFrame, words: str) -> pd.Series:
    """Whether each claim counts what `words` say: all of them stand in `counted` or are its head, number apart.

    "refugee" fits "Afghan refugees" and "afghan refugee" too; "refugee camps" fits neither. Case is ignored.
    """
    wanted = _words(words)
    held = [wanted <= (_words(counted) | _words(head)) for counted, head in _pairs(claims, "counted", "counted_head")]
    return pd.Series(held, index=claims.index, dtype=bool)


def at(claims: pd.DataFrame, place: str) -> pd.Series:
    """Whether each claim is about `place`: its place names it, or lies in it when it is a country's name or code."""
    country, wanted = _country(place), _words(place)
    held = [
        code == country if country and isinstance(code, str) else wanted <= _words(name)
        for name, code in _pairs(claims, "place", "country")
    ]
    return pd.Series(held, index=claims.index, dtype=bool)


def by(claims: pd.DataFrame, actor: str) -> pd.Series:
    """Whether each claim's source is `actor`: the words stand in one of its names."""
    columns = [claims[name].astype("string").str.casefold() for name in ("actor", "actor_id", "actor_text")]
    wanted = actor.casefold()
    return pd.concat([column.str.contains(wanted, regex=False).fillna(False) for column in columns], axis=1).any(axis=1)


def _pairs(claims: pd.DataFrame, first: str, second: str) -> "zip[tuple[object, object]]":
    return zip(claims[first], claims[second], strict=True)


def _words(text: object) -> frozenset[str]:
    if not isinstance(text, str):
        return frozenset()
    return frozenset(_singular(word.casefold()) for word in _WORD.findall(text))


def _singular(word: str) -> str:
    """A word without its regular plural ending; only for comparing words treated alike, so rough is enough."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _country(place: str) -> str | None:
    try:
        code: str = pycountry.countries.lookup(place.strip()).alpha_2
    except LookupError:
        return None
    return code
