"""The language of a text: plain English by its function words, anything else by py3langid."""

import re
from functools import cache
from typing import Protocol

#: Words that English news cannot do without and other languages do not have.
_ENGLISH = {
    "the", "and", "that", "was", "were", "with", "from", "has", "have", "had", "said", "which", "been", "this", "their",
    "they", "will", "would", "who", "after", "before", "about", "between", "than", "is", "are", "by", "at", "of",
    "not", "but", "his", "its", "she", "when", "more", "could", "should", "into", "there", "what", "while", "because",
    "year", "years", "people", "other", "told", "where", "during", "against",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
#: Characters that are looked at.
_SAMPLE = 2000
#: Share of those words above which a text is English without a closer look: most English news has 0.15 to 0.4, other
#: languages have less than 0.05.
_PLAIN_SHARE = 0.1
#: Words below which a text proves no other language, and the confidence that proves one.
_LEAST_WORDS = 12
_LEAST_CONFIDENCE = 0.9


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str | None:
    """The ISO 639-1 code (639-3 where there is none) of the language of the text's beginning; None without words.

    Only what is surely another language is not "en": a story kept by mistake costs little, one left out is lost.
    """
    sample = text[:_SAMPLE].casefold()
    spaced = sample.split()
    if sum(word in _ENGLISH for word in spaced) >= max(1, _PLAIN_SHARE * len(spaced)):
        return "en"
    words = _WORD.findall(sample)
    if not words:
        return None
    if len(words) < _LEAST_WORDS and text.isascii():
        return "en"
    language, confidence = _identifier().classify(" ".join(words))
    return language if confidence >= _LEAST_CONFIDENCE or not _mostly_latin(words) else "en"


def _mostly_latin(words: list[str]) -> bool:
    return 2 * sum(word < "\u0250" for word in words) >= len(words)


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
