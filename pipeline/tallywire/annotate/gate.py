"""Whether a sentence can state a figure at all, by its characters and words.

Every figure holds a digit, a fraction sign or a number word. Those that only date something ("on 3 May", "in 2019",
"two years ago"), tell the time, put something in order or are no number ("one of them") state none. What they are is
told by the words beside them, so that a sentence need not be parsed to see it; in doubt they count as figures.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from en_tallywire.lexicon import rows, table

_WORD = re.compile(r"[a-z]+")
_MARKS = "\"“”‘’'()[]!?…."  # around a word
_PAUSE = re.compile(r"[,;:](?=\s|$)")
_SIGNS = "%$£€¥°"
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?:18|19|20)\d\d(?:[-–/](?:\d\d){1,2})?")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:[-–](?:[12]?\d|3[01]))?")
_ORDER = re.compile(r"\d+(?:st|nd|rd|th|s)")
_TIME = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm|a\.m|p\.m)|\d{1,2}:\d\d")
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?|\d{4}")
_BEHIND = 3  # words behind a number of which none may be what it counts, or its unit


def states_figure(sentence: str) -> bool:
    """Whether the sentence may hold a figure; False only where it cannot."""
    lower = sentence.lower()
    if "fold" in lower:
        return True
    if not _digits().search(sentence) and _words().isdisjoint(_WORD.findall(lower)):
        return False
    words = [_POSSESSIVE.sub("", word.strip(_MARKS)) for word in _PAUSE.sub(r" \g<0>", sentence).split()]
    small = [word.lower() for word in words]
    return any(_is_number(word) and not any(rule(words, small, at) for rule in _RULES) for at, word in enumerate(small))


def _is_number(word: str) -> bool:
    if word.isalpha():
        return word in _words()
    return bool(_digits().search(word)) or not _words().isdisjoint(_WORD.findall(word))


def _is_year(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "in 2019", "the 1998 floods", "1979-1989"."""
    if not _YEAR.fullmatch(words[at]) or (at and small[at - 1] in _list("years", "not_after")):
        return False
    return _context("years", "nouns").isdisjoint(_behind(small, at)) and not _has_unit(small, at)


def _is_day(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "3 May", "September 11 attacks"."""
    if not _DAY.fullmatch(_without_order(small[at])):
        return False
    if at and _is_month(words[at - 1]):
        return not _has_unit(small, at)
    return at + 1 < len(words) and _is_month(words[at + 1])


def _is_order_or_time(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "57th", "1990s", "5:30am", "6 p.m."."""
    if _ORDER.fullmatch(small[at]) or _TIME.fullmatch(small[at]):
        return True
    return bool(_HOUR.fullmatch(small[at])) and at + 1 < len(small) and small[at + 1] in _clock()


def _is_ago(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "two years ago", "the past 12 months"."""
    if at + 1 == len(small) or small[at + 1] not in _list("spans", "units"):
        return False
    if at + 2 < len(small) and small[at + 2] == "ago":
        return True
    return at > 1 and small[at - 1] in _list("spans", "before") and small[at - 2] in _list("spans", "determiners")


def _is_pronoun(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "one of them", "no one"."""
    if small[at] != "one":
        return False
    if at + 1 < len(small) and small[at + 1] in _list("one", "not_before"):
        return True
    return at > 0 and small[at - 1] in _list("one", "not_after") and not _has_unit(small, at)


def _is_ordinal(words: Sequence[str], small: Sequence[str], at: int) -> bool:
    """ "the third test": the denominator of a fraction stands behind "a" or a number."""
    if small[at] not in _ordinals() or not at:
        return False
    return small[at - 1] not in ("a", "an") and not _is_number(small[at - 1])


_RULES: tuple[Callable[[Sequence[str], Sequence[str], int], bool], ...] = (
    _is_year,
    _is_day,
    _is_order_or_time,
    _is_ago,
    _is_pronoun,
    _is_ordinal,
)


def _is_month(word: str) -> bool:
    return word[:1].isupper() and word.lower() in _context("months", "words")


def _behind(small: Sequence[str], at: int) -> Sequence[str]:
    return small[at + 1 : at + 1 + _BEHIND]


def _has_unit(small: Sequence[str], at: int) -> bool:
    """Whether a unit or magnitude of the number may stand behind it, or a sign."""
    behind = _behind(small, at)
    return not _units().isdisjoint(behind) or (behind != [] and behind[0][:1] in _SIGNS)


def _without_order(word: str) -> str:
    return word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(rf"[\d{re.escape(''.join(table('numbers')['fraction_signs']))}]")


@cache
def _words() -> frozenset[str]:
    """The words of which a figure without digits holds one."""
    groups = ("ones", "tens", "scales", "vague", "denominators", "multiples", "multiple_verbs")
    numbers = table("numbers")
    return frozenset(word for group in groups for word in numbers[group]) | set(table("sentences")["figures"]["words"])


@cache
def _ordinals() -> frozenset[str]:
    """The ordinals that are also denominators, in the singular."""
    return frozenset(word for word in table("numbers")["denominators"] if word.endswith(("d", "th")))


@cache
def _units() -> frozenset[str]:
    """The last words of the names of units, currencies and magnitudes."""
    cells = [cell for file in ("units", "currencies") for row in rows(file) for cell in row.values() if cell]
    names = [name for cell in cells for name in cell.split("|")] + [*table("currency_names")["names"]]
    names += [*table("numbers")["scales"], *table("numbers")["abbreviations"]]
    words = {words[-1] for name in names if (words := _WORD.findall(name.lower()))}
    return frozenset(words | {f"{word}s" for word in words}) - _list("units", "mostly_words")


@cache
def _clock() -> frozenset[str]:
    return frozenset(word.strip(_MARKS) for word in _context("clock", "after"))


@cache
def _context(section: str, key: str) -> frozenset[str]:
    return frozenset(table("figure_context")[section][key])


@cache
def _list(section: str, key: str) -> frozenset[str]:
    return frozenset(table("sentences")[section][key])
