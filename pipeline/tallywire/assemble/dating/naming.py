"""Which time expressions can say when a figure holds, and which only say what thing, or what other figure, is meant.

"Wheat for December delivery", "below the 2022 peak of 40", "on a normal Friday", "up two points from May".
"""

import re
from datetime import date
from functools import cache

from en_tallywire.lexicon import table
from tallywire.records import Period

_WORDS_BEFORE = 24  # characters in which a word beside the expression is looked for
_COMPARED_CHARS = 60
#: "20% more than at this point in 2020": the expression says what is compared with.
_OTHER_POINT = re.compile(
    r"\bthan (?:(?:at|in|during|over) )?(?:this|that|the same|a similar) (?:point|time|stage|period|date)"
    r" (?:(?:in|of|on) )?$",
    re.IGNORECASE,
)
#: "up three points from April": the expression says what is compared with, where it lies behind.
_BASE = re.compile(
    r"(?<!\bgo )(?<!\bgoes )\b(?:up|down|higher|lower|off)(?! to\b)\s(?:[^.;:()]|\.\d){1,40}\sfrom (?:the )?$",
    re.IGNORECASE,
)
#: A figure of another time with which the sentence's own is compared, right before the expression.
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|from)\s[^\s;]*\d[^\s;]*(?:\s[^\s,;]+){0,3}?"
    r"\s(?:(?:in|during|on|for|at)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
#: "since their peak in 2023" counts from it.
_SINCE = re.compile(r"\b(?:since|until|after|before|by|at)\s(?:\S+\s){0,3}$", re.IGNORECASE)
#: A figure in brackets right behind the expression is of its time.
_BRACKETS = re.compile(r" \([^\s\d]{0,3}\d")
#: "last year's $3m", "2019's 40".
_OWNED = re.compile(r"['’]s? (?:[$£€]|\d)")
#: " (1901-1977)" behind a name.
_LIFE = re.compile(r"\((?:born )?\d{4}\s?[-–]\s?\d{4}\)")
_LIFE_CHARS = 12
_SHORT = re.compile(r"(?:second|minute|hour|day)s?$", re.IGNORECASE)
#: "up 9% on", "a 40 per cent rise on": of a month, quarter or year, with which is compared.
_CHANGED = re.compile(
    r"\b(?:up|down|higher|lower|rise|fall|increase|decrease|drop|gain|decline|jump|growth|improvement)\b"
    r"[^.;:]{0,24} on (?:the )?$",
    re.IGNORECASE,
)
_LONG = frozenset({"month", "quarter", "year", "unit", "half"})
_HELPERS = re.compile(r"\b(had|having|have|has|is|are|was|were|will|would)\b(?=[^.;:!?]*$)", re.IGNORECASE)
_DETERMINING = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_IN = re.compile(r"\bin (?:(?:a|an|the|its|his|her|their) )?$", re.IGNORECASE)
_LABEL_WORDS = 3
_FUNCTION_WORDS = frozenset(
    {
        "in",
        "of",
        "to",
        "on",
        "at",
        "by",
        "for",
        "the",
        "a",
        "an",
        "and",
        "or",
        "was",
        "is",
        "were",
        "had",
        "has",
        "but",
        "as",
        "that",
        "his",
        "its",
        "their",
        "with",
    }
)


def is_dating(text: str, period: Period, published: date | None) -> bool:
    """Whether the expression can say when a figure holds: a place on the calendar, and not what is compared with."""
    if not period.anchored or period.timex_type == "SET" or (period.timex_type == "TIME" and not period.date_from):
        return False
    words = table("relations")["comparison"]
    if period.text.lower() in table("relations")["adjectives"]["words"]:
        return False
    if period.rule in words["no_day"] or _is_of_expecting(text, period) or _is_generic(text, period, published):
        return False
    if _word_behind(text, period) in table("relations")["names"]["things"] or _labels(text, period):
        return False
    if _BRACKETS.match(text, period.end):
        return True
    if _OTHER_POINT.search(text, max(0, period.start - _COMPARED_CHARS), period.start):
        return False
    return not _is_life(text, period) and (owns_figure(text, period) or not _is_comparand(text, period))


def owns_figure(text: str, period: Period) -> bool:
    """Whether a figure right behind the expression is that of its time: "from last year's $3m", "Monday's 12"."""
    return _OWNED.match(text, period.end) is not None


def _is_comparand(text: str, period: Period) -> bool:
    """Whether something is compared with the expression's time: "more than in 2019", "on the previous month"."""
    words = table("relations")["comparison"]
    before = text[max(0, period.start - _WORDS_BEFORE) : period.start].lower().removesuffix("the ").split()
    if before[-1:] == ["on"] and period.rule.split(".")[0] in _LONG and _CHANGED.search(text, *_window(period)):
        return True
    if before[-1:] in (["from"], ["on"]):
        return bool(set(period.text.lower().split()) & set(words["step_back"]))
    if before[-1:] and before[-1] in ("in", "during", "on", "at", "for"):
        before.pop()
    return any(before[-len(word.split()) :] == word.split() for word in words["words"])


def _window(period: Period) -> tuple[int, int]:
    """The characters right before the expression."""
    return max(0, period.start - _COMPARED_CHARS), period.start


def is_base(text: str, period: Period, published: date | None) -> bool:
    """Whether a change is counted from the expression, which dates no figure then: "up 4% from March"."""
    if published and period.date_from and period.date_from > published:
        return False
    return _BASE.search(text, max(0, period.start - _COMPARED_CHARS), period.start) is not None


def names_from(text: str, period: Period) -> int:
    """The offset from which on figures are dated where the expression names what others are compared with; 0 if not.

    "310 boats, against 355 in December" dates the 355 alone, "well under the 2022 peak of 40" the 40.
    """
    if _BRACKETS.match(text, period.end) and _is_comparand(text, period):
        return period.end
    if owns_figure(text, period) or _owned_level().match(text, period.end):
        return period.start
    if _word_behind(text, period) in table("relations")["names"]["levels"]:
        return period.start
    level = _level_of().search(text, max(0, period.start - _COMPARED_CHARS), period.start)
    if level and not _SINCE.search(text, max(0, level.start() - _WORDS_BEFORE), level.start()):
        return level.start()
    compared = _COMPARED.search(text, max(0, period.start - _COMPARED_CHARS), period.start)
    return compared.start() if compared else 0


def _is_life(text: str, period: Period) -> bool:
    """Whether the year is one of a person's life: "the painter Ada Rook (1901-1977)"."""
    start = text.rfind("(", max(0, period.start - _LIFE_CHARS), period.start)
    return start > 0 and _LIFE.match(text, start) is not None and period.end <= start + _LIFE_CHARS


def _word_behind(text: str, period: Period) -> str:
    """The word right behind the expression, in lower case."""
    behind = text[period.end : period.end + _WORDS_BEFORE].split(maxsplit=1)
    return behind[0].strip(".,;:").lower() if behind and text[period.end : period.end + 1].isspace() else ""


def _is_of_expecting(text: str, period: Period) -> bool:
    """Whether the expression says when something is expected, not for when: "now expects 40 openings"."""
    words = table("relations")["comparison"]
    return period.text.lower() in words["at_present"] and _word_behind(text, period) in words["expecting"]


def _is_generic(text: str, period: Period, published: date | None) -> bool:
    """Whether any such day is meant, or which thing: "on a normal Tuesday", "during the day", "bonds due 2031"."""
    before = text[max(0, period.start - _WORDS_BEFORE) : period.start].lower().split()
    names = table("relations")["names"]
    if period.rule in ("day.weekday", "month.alone") and before[-1:] and before[-1] in names["any"]:
        return True
    if period.rule == "span.in" and period.date_to == published:
        return _is_told_length(text, period)
    if period.rule == "year" and before[-1:] == ["due"]:
        return True  # "bonds due 2031"
    if period.text.lower() in ("now", "currently") and before[-1:] and before[-1] in _DETERMINING:
        return True  # "the now bankrupt choir"
    return period.text.lower() in ("the day", "the end of the day") and before[-1:] in (["during"], ["of"], ["at"])


def _is_told_length(text: str, period: Period) -> bool:
    """Whether a length does not reach up to now: "changed 17 passwords in two days", "having sold 40 in a year"."""
    helpers = _HELPERS.findall(text, max(0, period.start - _COMPARED_CHARS), period.start)
    word = helpers[-1].lower() if helpers else ""
    return word == "having" or (word in ("", "had") and _SHORT.search(period.text) is not None)


def _labels(text: str, period: Period) -> bool:
    """Whether a year says which one of several is meant: "the 2015 law", "a 2009 Hill College graduate"."""
    if not period.rule.startswith("year") or text[period.end : period.end + 1] != " ":
        return False
    if _IN.search(text, max(0, period.start - _WORDS_BEFORE), period.start):  # "set out in its 2023 study"
        return False
    names = table("relations")["names"]["labels"]
    for word in text[period.end : period.end + 2 * _WORDS_BEFORE].split()[:_LABEL_WORDS]:
        if word.strip(".,;:").lower() in names:
            return True
        if not (word[0].isupper() or word.isalpha()) or word in _FUNCTION_WORDS:
            return False
    return False


@cache
def _owned_level() -> re.Pattern[str]:
    """ "'s figure" right behind an expression."""
    names = table("relations")["names"]
    words = "|".join(re.escape(word) for word in sorted([*names["levels"], *names["counts"]]))
    return re.compile(rf"['’]s? (?:[a-z]+ )?(?:{words})\b", re.IGNORECASE)


@cache
def _level_of() -> re.Pattern[str]:
    """ "the average for (the whole of) ..." right before an expression."""
    words = "|".join(re.escape(word) for word in sorted(table("relations")["names"]["levels"]))
    return re.compile(
        rf"\b(?:{words}) (?:for|in|of|from) (?:the )?(?:(?:whole|month|year) of )?(?:the )?$", re.IGNORECASE
    )
