"""Word categories: which parts a word can play in a time expression, and the value it then has.

Every set of categories that occurs gets one code character, so that a text becomes a string of codes, one a lexeme, and
the grammar's patterns become plain regular expressions over that string.
"""

import re
from collections import defaultdict
from functools import cache
from typing import Any

from en_tallywire.lexicon import rows, table

Value = int | str | None

_FIRST_CODE = 0xE000  # private use area
_DECADE = re.compile(r"\d{2}(?:\d0)['’]?s|['’‘]\d0s|\d0['’]?s")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
#: Category sets of lexemes that no lexicon lists.
_SHAPES = (
    ("digits",), ("digits", "old_year"), ("figure",), ("decade_digits",), ("ordinal", "nth"), ("ordinal",), ("clock",),
    ("numeric",), ("break",), ("capital",),
)  # fmt: skip
#: Tables of dates.toml that are settings, not words.
_SETTINGS = ("years", "frequent")
#: Categories whose words need an initial capital.
_CAPITAL = frozenset({"month_short", "weekday_short"})


def _word_tables() -> dict[str, dict[str, Value]]:
    """Category -> word -> value, from the lexicons."""
    calendar = table("calendar")
    tables: dict[str, dict[str, Value]] = {
        "month": calendar["months"] | calendar["month_abbreviations"],
        "month_short": calendar["month_abbreviations"],
        "month_full": calendar["months"],
        "weekday": calendar["weekdays"] | calendar["weekday_abbreviations"],
        "weekday_short": calendar["weekday_abbreviations"],
        "weekday_full": calendar["weekdays"],
        "weekdays": {f"{name}s": number for name, number in calendar["weekdays"].items()},
    }
    for category, words in table("dates").items():
        if category not in _SETTINGS:
            tables[category] = dict.fromkeys(words["words"]) if "words" in words else dict(words)
    return tables


def number_categories(digits: str) -> frozenset[str]:
    """What a run of digits can be: a day of the month, an hour, a two-digit or a four-digit year."""
    number = int(digits) if len(digits) <= 4 else -1
    found = {"digits"}
    if 1 <= number <= 31 and len(digits) <= 2:
        found.add("day")
    if 0 <= number <= 24 and len(digits) <= 2:
        found.add("hour")
    if len(digits) == 2:
        found.add("two_digits")
    if len(digits) == 4 and 1000 <= number < 2200:
        found.add("year")
    if len(digits) in (3, 4):
        found.add("old_year")
    return frozenset(found)


class Vocabulary:
    """The lexicon's words with their categories, and the code of every category set."""

    def __init__(self, literals: frozenset[str], names: dict[str, str]) -> None:
        """`literals` are words that patterns name themselves; `names` are holidays, by their words, with their keys."""
        self._values = _word_tables() | {"holiday": dict(names)}
        self._codes: dict[frozenset[str], str] = {}
        capital_only = frozenset(table("calendar")["words"]["common"])
        by_word: dict[str, set[str]] = defaultdict(set)
        for category, words in self._values.items():
            for word in words:
                by_word[word].add(category)
        for word in sorted(literals):
            by_word[word].add(f"={word}")
            if _ORDINAL.fullmatch(word):
                by_word[word] |= {"ordinal", "nth"}
        self._capital = {word: self._code(frozenset(found)) for word, found in sorted(by_word.items())}
        self._lower = {}
        for word, found in sorted(by_word.items()):
            short = found & _CAPITAL or word in capital_only
            kept = {name for name in found if not (short and name.startswith(("month", "weekday")))}
            self._lower[word] = self._code(frozenset(kept))
        for number in range(2200):
            for digits in (str(number), f"{number:02}"):
                self._code(number_categories(digits))
        for shape in _SHAPES:
            self._code(frozenset(shape))
        self._other = self._code(frozenset())
        self._characters: dict[str, str] = {}
        for categories, code in self._codes.items():
            for category in sorted(categories):
                self._characters[category] = self._characters.get(category, "") + code
        self._name = self.special("capital")
        #: Codes of function words and marks.
        self.frequent = frozenset(self.code(word, capital=False) for word in table("dates")["frequent"]["words"])
        #: Codes of words that take the full stop behind them.
        self.abbreviations = frozenset(self.characters("month_short") + self.characters("weekday_short"))

    def _code(self, categories: frozenset[str]) -> str:
        return self._codes.setdefault(categories, chr(_FIRST_CODE + len(self._codes)))

    def code(self, word: str, capital: bool) -> str:
        """The code of a lower-cased word, number or mark; `capital`: it was written with an initial capital."""
        found = (self._capital if capital else self._lower).get(word)
        if found:
            return found
        if word[:1].isdigit() or (word[:1] == "'" and word[-1:] == "s"):
            return self._code_of_number(word)
        return self._name if capital else self._other

    def special(self, category: str) -> str:
        """The code of the category set that holds `category` alone."""
        return self._codes[frozenset({category})]

    def _code_of_number(self, word: str) -> str:
        if word.isdecimal() and word.isascii():
            return self._codes[number_categories(word)]
        if _DECADE.fullmatch(word):
            return self._codes[frozenset({"decade_digits"})]
        if _ORDINAL.fullmatch(word):
            small = len(word) <= 4 and 1 <= int(word[:-2]) <= 31
            return self._codes[frozenset({"ordinal", "nth"} if small else {"ordinal"})]
        if ":" in word:
            return self._codes[frozenset({"clock"})]
        return self._codes[frozenset({"figure"})] if word[0].isdigit() else self._other

    def characters(self, category: str) -> str:
        """All codes whose sets hold `category`. Raises KeyError when there is none: a slip in the grammar."""
        found = self._characters.get(category)
        if not found:
            raise KeyError(f"no word has the category {category!r}")
        return found

    @property
    def known(self) -> list[str]:
        """Every word that the grammar has a use for, sorted."""
        return sorted(self._capital)

    def words(self, category: str) -> dict[str, Value]:
        """The words of `category` with their values."""
        return self._values[category]

    def value(self, category: str, word: str) -> Any:
        """The value of `word` in `category`. Raises KeyError when it is not of that category."""
        return self._values[category][word]


@cache
def holiday_names() -> dict[str, str]:
    """Holiday names in lower case -> key of the holiday."""
    return {name: row["key"] for row in rows("holidays") for name in row["names"].split("|")}
