"""The grammar of time expressions: rules from the lexicon `dates_rules`, compiled to regular expressions over codes.

A pattern is a regular expression whose atoms are `<category>`, `{macro}` and literal words or marks, parted by spaces;
`name=` before an atom captures it. `( ) | ?` and look-around work as in `re`, one atom being one lexeme.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from en_tallywire.lexicon import table
from tallywire.annotate.dates.anchors import anchors
from tallywire.annotate.dates.lexemes import Lexemes, Lexer
from tallywire.annotate.dates.vocabulary import Vocabulary, holiday_names

_ATOM = re.compile(r"\(\?<?[=!]|[)|?]|(?:(\w+)=)?(\(|<\w+>|\{\w+\}|[\w'.]+|[^\w\s()|?<>{}])|(\s+)|(.)", re.DOTALL)

_CACHED = 1 << 14


@dataclass(frozen=True, eq=False)
class Rule:
    """One way to say a time: `expression` over codes, `read` names the reader that resolves it, `guard` what must hold.

    Every match has one of the codes `anchors` in it or right beside it.
    """

    name: str
    read: str
    guard: str | None
    expression: str
    anchors: frozenset[str]
    rank: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first tried."""
        return re.compile(self.expression)


@dataclass(eq=False)  # not frozen: many are made, and freezing triples the time that takes
class Match:
    """A rule's match: the lexemes from `first` up to and without `last`, and those of each captured group."""

    rule: Rule
    first: int
    last: int
    lexemes: Lexemes
    groups: dict[str, tuple[int, int]]
    vocabulary: Vocabulary

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lexemes.start(self.first)

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.lexemes.end(self.last - 1)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The matched words, lower case."""
        return tuple(self.lexemes.words[self.first : self.last])

    def has(self, name: str) -> bool:
        """Whether the group `name` took part."""
        return name in self.groups

    def group(self, name: str) -> tuple[str, ...]:
        """The words of the group `name`; empty when it took no part."""
        begin, end = self.groups.get(name, (0, 0))
        return tuple(self.lexemes.words[begin:end])

    def value(self, name: str, category: str) -> Any:
        """The value, in `category`, of the group `name`, a single word. Raises KeyError when it has none."""
        return self.vocabulary.value(category, " ".join(self.group(name)))

    def value_or_none(self, name: str, category: str) -> Any:
        """Like `value`, but None when the group took no part."""
        return self.value(name, category) if self.has(name) else None

    def before(self, count: int = 1) -> str:
        """The word `count` before the match, or an empty string."""
        return self.lexemes.words[self.first - count] if self.first >= count else ""

    def after(self, count: int = 1) -> str:
        """The word `count` behind the match, or an empty string."""
        index = self.last + count - 1
        return self.lexemes.words[index] if index < len(self.lexemes.words) else ""


#: A match in a stretch of codes: the rule, the span, and the spans of the named groups.
_Found = tuple[Rule, int, int, list[tuple[str, int, int]]]


class Grammar:
    """All rules with the vocabulary that they need."""

    def __init__(self) -> None:
        source = table("dates_rules")
        self._macros: dict[str, str] = source["macros"]
        patterns = [pattern for rule in source["rule"] for pattern in rule["patterns"]]
        names = holiday_names()
        self.vocabulary = Vocabulary(_literals([*self._macros.values(), *patterns]), names)
        self._lexer = Lexer(self.vocabulary, names)
        self._expanded = cache(lambda name: self._compile(self._macros[name]))
        self.rules = tuple(
            self._rule(rule, pattern, rank)
            for rank, (rule, pattern) in enumerate(
                (rule, pattern) for rule in source["rule"] for pattern in rule["patterns"]
            )
        )
        self._by_anchor: dict[str, tuple[Rule, ...]] = {
            code: tuple(rule for rule in self.rules if code in rule.anchors)
            for code in sorted(frozenset[str]().union(*(rule.anchors for rule in self.rules)))
        }
        self._matches_of = lru_cache(_CACHED)(self._matches_in)  # the same few stretches make up most of a text
        gaps = self.vocabulary.code("", False) + self.vocabulary.special("break")
        # No pattern goes on behind a capitalised word or a full stop; some look ahead to one.
        ends = self.vocabulary.special("capital") + self.vocabulary.code(".", capital=False)
        self._between_gaps = re.compile(f"[^{gaps}{ends}]+[{ends}]?")

    def lexemes(self, text: str, breaks: frozenset[int]) -> Lexemes:
        """The lexemes of `text`, holiday names merged."""
        return self._lexer(text, breaks)

    def matches(self, lexemes: Lexemes) -> Iterator[Match]:
        """Every rule's matches, in no particular order; they may overlap."""
        for stretch in self._between_gaps.finditer(lexemes.codes):
            begin = stretch.start()
            for rule, first, last, spans in self._matches_of(stretch.group()):
                groups = {name: (start + begin, end + begin) for name, start, end in spans}
                yield Match(rule, first + begin, last + begin, lexemes, groups, self.vocabulary)

    def _matches_in(self, stretch: str) -> list[_Found]:
        """The matches in the codes of a stretch between gaps, positions counted from its start."""
        anchors = self._by_anchor.keys() & frozenset(stretch)
        tried = {rule.rank: rule for anchor in anchors for rule in self._by_anchor[anchor]}
        return [
            (rule, *found.span(), [(name, *found.span(name)) for name in found.re.groupindex if found.start(name) >= 0])
            for _, rule in sorted(tried.items())
            for found in rule.pattern.finditer(stretch)
        ]

    def _rule(self, rule: Mapping[str, Any], pattern: str, rank: int) -> Rule:
        expression = self._compile(pattern)
        needed = frozenset(anchors(expression, self._frequency))
        return Rule(rule["id"], rule["read"], rule.get("guard"), expression, needed, rank)

    def _frequency(self, codes: str) -> float:
        """How often lexemes of these codes are met, roughly: function words and marks count, then the codes' number."""
        return sum(code in self.vocabulary.frequent for code in codes) * 100.0 + len(codes)

    def _compile(self, pattern: str) -> str:
        """The pattern as a regular expression over codes. Raises ValueError for what the notation does not know."""
        parts: list[str] = []
        for match in _ATOM.finditer(pattern):
            name, atom, space, stray = match.groups()
            if stray:
                raise ValueError(f"{stray!r} in the pattern {pattern!r}")
            if space:
                continue
            if atom is None:
                parts.append(match.group())
            elif atom == "(":
                parts.append(f"(?P<{name}>" if name else "(?:")
            else:
                parts.append(self._named(name, self._atom(atom)))
        return "".join(parts)

    def _atom(self, atom: str) -> str:
        if atom[0] == "{" and len(atom) > 1:
            return f"(?:{self._expanded(atom[1:-1])})"
        if atom[0] == "<":
            return f"[{self.vocabulary.characters(atom[1:-1])}]"
        return f"[{self.vocabulary.characters('=' + atom)}]"

    @staticmethod
    def _named(name: str | None, expression: str) -> str:
        return f"(?P<{name}>{expression})" if name else expression


def _literals(patterns: Sequence[str]) -> frozenset[str]:
    """The words and marks that patterns name themselves."""
    found: set[str] = set()
    for pattern in patterns:
        for _, atom, _, _ in _ATOM.findall(pattern):
            if atom and atom[0] not in "<{(":
                found.add(atom)
    return frozenset(found)


@cache
def grammar() -> Grammar:
    """The grammar, built once a process."""
    return Grammar()
