"""Headlines that end with a full stop, which only their own words tell from a story's first sentence.

"Dock Strike Leaves Tonnes Of Fruit To Rot.", or without capitals "Actress who hid cellos wins appeal.". The words
are data (`layout.toml`, `[closed]`).
"""

import re
from collections.abc import Sequence
from functools import cache

from en_tallywire import lexicon

_LIMIT = 170
_LEAST, _MOST = 5, 26
#: Of a headline's words at least this share have a capital, where its style is to give them one.
_CAPITALS = 0.75
#: Without capitals, so many of its longer words, cut to so many letters, must come again in the paragraphs below.
_ECHOED, _LONG, _STEM, _BELOW = 2, 4, 5, 3
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STOP_INSIDE = re.compile(r"""[^\W\d_]{3}[.!?]["”’']?\s+["“‘']?[^\W\d_a-z]""")


def is_closed_headline(text: str, below: Sequence[str], *, first: bool) -> bool:
    """Whether a paragraph that ends with a full stop is a headline of the paragraphs `below`.

    `first` says that nothing stands above it: only there is one without capitals taken.
    """
    if len(text) > _LIMIT or not text.endswith(".") or _STOP_INSIDE.search(text[:-1]) or not below:
        return False
    words = _WORD.findall(text)
    if not _LEAST <= len(words) <= _MOST:
        return False
    if sum(word[0].isupper() for word in words) >= _CAPITALS * len(words):
        return text.count(",") < 2
    return first and _is_terse(words) and _echoes(words, below)


def is_above_deck(text: str, following: str) -> bool:
    """Whether a line with a semicolon at its end is a headline, and the next the deck of it."""
    return len(text) <= _LIMIT and text.endswith(";") and not text[0].islower() and following[:1].isupper()


def _is_terse(words: Sequence[str]) -> bool:
    """Whether the line has a headline's verb and none of the words that headlines leave out."""
    lower = [word.lower() for word in words]
    return any(word in _words("verbs") for word in words[1:]) and not any(word in _words("left_out") for word in lower)


def _echoes(words: Sequence[str], below: Sequence[str]) -> bool:
    long = {word.lower()[:_STEM] for word in words if len(word) >= _LONG}
    told = {word.lower()[:_STEM] for text in below[:_BELOW] for word in _WORD.findall(text[: _LIMIT * 4])}
    return len(long & told) >= _ECHOED


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.table("layout")["closed"][name])
