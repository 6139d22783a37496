"""Measures whether a passage goes on with what was said before: shared names, people named again by surname alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log

from en_tallywire import lexicon

#: How many characters before and after a point are compared.
WINDOW = 1200

_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*(?:[ ](?:(?:of|al|bin|van|von|de|der|la|du)[ ])?[^\W\d_a-zß-öø-ÿ][\w’'.-]*){0,5}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SAID = r"(?:said|says|told|added|added|argued|wrote|noted|explained|insisted|warned|claimed|stressed|stated|admitted|replied|recalled|continued|confirmed|denied|tweeted|testified)"
_SURNAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Gen|Sen|Rep|Gov|Lord|Lady)\.?[ ])([A-Z][\w’'-]+)|(?<![A-Z]\w[ ])(?:^|[.,”\"’;]\s|\b(?:and|that|but|as|when|by|to|for|of|with)[ ])([A-Z][\w-]+)(?:['’]s)?[ ]{_SAID}\b|\b{_SAID}[ ]([A-Z][\w-]+)(?![ ][A-Z])"
)


@cache
def _common() -> frozenset[str]:
    """Capitalised words that are no names: what opens sentences."""
    table = lexicon.table("layout")["continuation"]
    words = set(table["words"]) | {word for phrase in table["phrases"] for word in phrase.split()}
    return frozenset(words) | frozenset(table["openers"])


def names(text: str) -> Iterator[str]:
    """The capitalised words of `text` that may be names, sentence openers left out, possessives cut."""
    for match in _NAME.finditer(text):
        for word in match.group().split(" "):
            word = _plain(word)
            if len(word) > 1 and word[0].isupper() and word not in _common():
                yield word.casefold()


def people(text: str) -> Iterator[str]:
    """Last words of names of two words or more: who could be called by surname later."""
    for match in _NAME.finditer(text):
        words = [_plain(w) for w in match.group().split(" ")]
        if len(words) >= 2 and len(words[-1]) > 2 and words[-1] not in _common():
            yield words[-1].casefold()


def surnames(text: str) -> Iterator[str]:
    """Surnames that stand alone beside a title or a verb of saying ("Khan said", "Mr Dow")."""
    for match in _SURNAME.finditer(text):
        yield _plain(match[1] or match[2] or match[3]).casefold()


def content_words(text: str) -> Iterator[str]:
    """Stems (first six letters) of the longer lower-case words."""
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) >= 5 and word[0].islower():
            yield word[:6]


class Cohesion:
    """How much the passages of one dump have in common, by the terms of its paragraphs.

    A term is a name or the stem of a longer word; it counts by its inverse document frequency over the dump's
    paragraphs, so that the words of the whole dump's topic count little (after Hearst's TextTiling, 1997).
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._terms = [sorted({*names(text), *content_words(text)}) for text in paragraphs]
        self._lengths = [len(text) for text in paragraphs]
        frequency = Counter(term for terms in self._terms for term in terms)
        self._weight = {t: log(len(paragraphs) / n) for t, n in frequency.items() if n > 1}

    def share(self, before: range, after: range) -> float:
        """The weighted share of the terms after a point that stand before it too, 0 to 1; 1 when there are none.

        Both ranges are paragraph numbers, read away from the point as far as the window goes (1,200 characters).
        """
        old = {term for i in self._window(reversed(before)) for term in self._terms[i]}
        new = {term for i in self._window(after) for term in self._terms[i]}
        weights = [(self._weight.get(term, 0.0), term in old) for term in sorted(new)]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, known in weights if known) / total if total else 1.0

    def _window(self, indices: Iterable[int]) -> Iterator[int]:
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
    return re.compile(rf"[\"“‘'(]?(?:{'|'.join(map(re.escape, ordered))})\b")


def refers_back(text: str) -> bool:
    """Whether a paragraph opens with words that refer to what was said before ("He", "The ministry", "However")."""
    return _back().match(text) is not None
