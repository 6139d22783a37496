"""Measures whether a passage goes on with what was said before: shared names, people named again by surname alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from math import fsum, log

from en_tallywire import lexicon

#: How many characters before and after a point are compared.
WINDOW = 1200
#: The share that says nothing either way, also where a passage has fewer terms than `_FEW_TERMS`.
NEUTRAL = 0.15
_FEW_TERMS = 8
#: Added to the weights' sum: a handful of terms must not look like full agreement.
_SMOOTHING = 6.0

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(rf"{_CAPITAL}[\w’'.-]*(?:[ ](?:(?:of|al|bin|van|von|de|der|la|du)[ ])?{_CAPITAL}[\w’'.-]*){{0,5}}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@cache
def _surname() -> re.Pattern[str]:
    """A single name after a title, before a word of saying, or after one."""
    table = lexicon.table("layout")["cohesion"]
    said, title = "|".join(table["saying"]), "|".join(table["titles"])
    before = r"(?:^|[.,”\"’;]\s|\b(?:and|that|but|as|when|by|to|for|of|with)[ ])"
    return re.compile(
        rf"\b(?:{title})\.?[ ]([A-Z][\w’'-]+)"
        rf"|{before}([A-Z][\w-]+)(?:['’]s)?[ ](?:{said})\b"
        rf"|\b(?:{said})[ ]([A-Z][\w-]+)(?![ ][A-Z])"
    )


@cache
def _common() -> frozenset[str]:
    """Capitalised words that are no names: what opens sentences."""
    table = lexicon.table("layout")["continuation"]
    words = set(table["words"]) | {word for phrase in table["phrases"] for word in phrase.split()}
    return frozenset(words) | frozenset(table["openers"])


@cache
def _titles() -> frozenset[str]:
    """What stands before a surname alone: "Mr Dow" is no full name."""
    return frozenset(lexicon.table("layout")["cohesion"]["titles"])


@lru_cache(maxsize=8192)
def _name_words(name: str) -> tuple[tuple[str, ...], str | None]:
    """The words of one name, sentence openers left out, and its last one if it has two or more; possessives cut."""
    words = [_plain(word) for word in name.split(" ")]
    named = tuple(w.casefold() for w in words if len(w) > 1 and w[0].isupper() and w not in _common())
    last = words[-1]
    untitled = [word for word in words if word not in _titles()]
    long = len(untitled) >= 2 and len(last) > 2 and last not in _common()
    return named, last.casefold() if long else None


def people(text: str) -> frozenset[str]:
    """Last words of names of two words or more: who could be called by surname later."""
    return frozenset(last for name in _NAME.findall(text) if (last := _name_words(name)[1]))


@lru_cache(maxsize=1024)
def surnames(text: str) -> frozenset[str]:
    """Surnames that stand alone beside a title or a verb of saying ("Khan said", "Mr Dow")."""
    found = _surname().finditer(text)
    return frozenset(_plain(match[1] or match[2] or match[3]).casefold() for match in found)


@cache
def _everyday() -> frozenset[str]:
    """Stems of words that any news uses."""
    return frozenset(word[:6] for word in lexicon.table("layout")["cohesion"]["everyday"])


def content_words(text: str) -> set[str]:
    """Stems (first six letters) of the longer lower-case words."""
    return {word[:6] for word in _WORD.findall(text) if len(word) >= 5 and word[0].islower()} - _everyday()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a paragraph speaks of: names word by word, last words of longer names, and names and stems together."""

    names: frozenset[str]
    people: frozenset[str]
    topics: frozenset[str]


def terms(text: str) -> Terms:
    """The terms of one paragraph."""
    found = [_name_words(name) for name in _NAME.findall(text)]
    names = frozenset(word for words, _ in found for word in words)
    return Terms(names, frozenset(last for _, last in found if last), names | content_words(text))


class Cohesion:
    """How much the passages of one dump have in common, by the terms of its paragraphs.

    A term counts by its inverse document frequency over the dump's paragraphs, so that the words of the whole dump's
    topic count little (after Hearst's TextTiling, 1997).
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.terms = [terms(text) for text in paragraphs]
        self._lengths = [len(text) for text in paragraphs]
        frequency = Counter(chain.from_iterable(one.topics for one in self.terms))
        self._weight = {term: log(len(paragraphs) / n) for term, n in frequency.items() if n > 1}

    def share(self, before: range, after: range) -> float:
        """The weighted share of the terms after a point that stand before it too, 0 to 1.

        Both ranges are paragraph numbers, read away from the point as far as the window goes. `NEUTRAL` where there
        are too few terms to tell.
        """
        old: frozenset[str] = frozenset().union(*(self.terms[i].topics for i in self.window(reversed(before))))
        new: frozenset[str] = frozenset().union(*(self.terms[i].topics for i in self.window(after)))
        if len(new) < _FEW_TERMS:
            return NEUTRAL
        total = fsum(self._weight.get(term, 0.0) for term in new)
        return fsum(self._weight.get(term, 0.0) for term in new & old) / (total + _SMOOTHING)

    def window(self, indices: Iterable[int]) -> Iterator[int]:
        """The leading `indices` whose paragraphs fill the window (1,200 characters)."""
        chars = 0
        for i in indices:
            if chars >= WINDOW:
                return
            chars += self._lengths[i]
            yield i


def _plain(word: str) -> str:
    return word.strip("’'.-").removesuffix("'s").removesuffix("’s")


@cache
def _back() -> re.Pattern[str]:
    table = lexicon.table("layout")["continuation"]
    ordered = sorted([*table["phrases"], *table["words"]], key=lambda words: (-len(words), words))
    forward = "|".join(table["forward"])
    return re.compile(rf"(?!(?:{forward})\b)[\"“‘'(]?(?:{'|'.join(map(re.escape, ordered))})\b")


def refers_back(text: str) -> bool:
    """Whether a paragraph opens with words that refer to what was said before ("He", "The ministry", "However")."""
    return _back().match(text) is not None
