"""Spelling-blind forms of names: what two spellings of one name have in common, and the one that stands for them."""

import re
from functools import lru_cache

from en_tallywire import lexicon

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """A spelling-blind form: lower case, words only, no articles, American spelling, "U.N." as "un"."""
    plain = name.replace("’s", "").replace("'s", "").replace(".", "")
    spelling: dict[str, str] = lexicon.table("identities")["american"]
    words = (spelling.get(word, word) for word in _WORD.findall(plain.lower()))
    return " ".join(word for word in words if word not in _ARTICLES)
