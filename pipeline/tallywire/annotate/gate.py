"""Whether a sentence can state a figure at all, by its characters and words.

Every figure holds a digit, a fraction sign or a number word; digits that only date something ("on 3 May", "in 2019,")
state none.
"""

import re
from functools import cache

from en_tallywire.lexicon import table

_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
#: A date as it is mostly written, with a word or mark behind it that cannot be what a number counts.
_DATE = re.compile(
    rf"\b(?:{_MONTH} {_DAY}(?:,? {_YEAR})?|{_MONTH},? {_YEAR}|{_DAY} {_MONTH}(?:,? {_YEAR})?"
    rf"|(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil) {_YEAR})"
    r"(?=[.,;:)”\"]|$|\s+(?:and|but|when|while|after|as|at|by|for|he|her|his|in|is|it|its|she|that|the|their|they|was|"
    r"were|which|who|with|has|had|would|will)\b)"
)


_WORD = re.compile(r"[a-z]+")


def states_figure(sentence: str) -> bool:
    """Whether the sentence may hold a figure; False only where it cannot."""
    if _digits().search(sentence) and _digits().search(_DATE.sub(" ", sentence)):
        return True
    lower = sentence.lower()
    return "fold" in lower or not _words().isdisjoint(_WORD.findall(lower))


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(rf"[\d{re.escape(''.join(table('numbers')['fraction_signs']))}]")


@cache
def _words() -> frozenset[str]:
    """The words of which a figure without digits holds one."""
    groups = ("ones", "tens", "scales", "vague", "denominators", "multiples", "multiple_verbs")
    numbers = table("numbers")
    return frozenset(word for group in groups for word in numbers[group]) | set(table("sentences")["figures"]["words"])
