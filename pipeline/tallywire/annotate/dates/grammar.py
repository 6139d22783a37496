"""The grammar of time expressions: rules from the lexicon `dates_rules`, compiled to regular expressions over codes.

A pattern is a regular expression whose atoms are `<category>`, `{macro}` and literal words or marks, parted by spaces;
`name=` before an atom captures it. `( ) | ?` and look-around work as in `re`, one atom being one lexeme.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from en_tallywire.lexicon import table
from tallywire.annotate.dates.lexemes import Lexeme, Names, lex, merge_names
from tallywire.annotate.dates.vocabulary import Vocabulary, holiday_names

_ATOM = re.compile(r"\(\?<?[=!]|[)|?]|(?:(\w+)=)?(\(|<\w+>|\{\w+\}|[\w'.]+|[^\w\s()|?<>{}])|(\s+)|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time: `pattern` over codes, `read` names the reader that resolves it, `guard` what must hold."""

    name: str
    read: str
    guard: str | None
    pattern: re.Pattern[str]
    rank: int


@dataclass(frozen=True)
class Match:
    """A rule's match: the lexemes from `first` up to and without `last`, and those of each captured group."""

    rule: Rule
    first: int
    last: int
    lexemes: Sequence[Lexeme]
    groups: dict[str, tuple[int, int]]
    vocabulary: Vocabulary

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lexemes[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.lexemes[self.last - 1].end

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The matched words, lower case."""
        return tuple(lexeme.word for lexeme in self.lexemes[self.first : self.last])

    def has(self, name: str) -> bool:
        """Whether the group `name` took part."""
        return name in self.groups

    def group(self, name: str) -> tuple[str, ...]:
        """The words of the group `name`; empty when it took no part."""
        begin, end = self.groups.get(name, (0, 0))
        return tuple(lexeme.word for lexeme in self.lexemes[begin:end])

    def value(self, name: str, category: str) -> Any:
        """The value, in `category`, of the group `name`, a single word. Raises KeyError when it has none."""
        return self.vocabulary.value(category, " ".join(self.group(name)))

    def value_or_none(self, name: str, category: str) -> Any:
        """Like `value`, but None when the group took no part."""
        return self.value(name, category) if self.has(name) else None

    def before(self, count: int = 1) -> str:
        """The word `count` before the match, or an empty string."""
        return self.lexemes[self.first - count].word if self.first >= count else ""

    def after(self, count: int = 1) -> str:
        """The word `count` behind the match, or an empty string."""
        index = self.last + count - 1
        return self.lexemes[index].word if index < len(self.lexemes) else ""


class Grammar:
    """All rules with the vocabulary that they need."""

    def __init__(self) -> None:
        source = table("dates_rules")
        macros: dict[str, str] = source["macros"]
        patterns = [pattern for rule in source["rule"] for pattern in rule["patterns"]]
        names = holiday_names()
        self.vocabulary = Vocabulary(_literals([*macros.values(), *patterns]), names)
        self._names = self._name_index(names)
        self._holiday = self.vocabulary.special("holiday")
        self.rules = tuple(
            Rule(rule["id"], rule["read"], rule.get("guard"), re.compile(self._compile(pattern, macros)), rank)
            for rank, rule in enumerate(source["rule"])
            for pattern in rule["patterns"]
        )

    def lexemes(self, text: str, breaks: frozenset[int]) -> list[Lexeme]:
        """The lexemes of `text`, holiday names merged."""
        return merge_names(lex(text, self.vocabulary, breaks), text, self._names, self._holiday)

    def matches(self, lexemes: Sequence[Lexeme]) -> Iterator[Match]:
        """Every rule's matches, in no particular order; they may overlap."""
        codes = "".join(lexeme.code for lexeme in lexemes)
        for rule in self.rules:
            for found in rule.pattern.finditer(codes):
                groups = {name: found.span(name) for name in found.re.groupindex if found.start(name) >= 0}
                yield Match(rule, found.start(), found.end(), lexemes, groups, self.vocabulary)

    def _name_index(self, names: dict[str, str]) -> Names:
        """Holiday names with their words, by the first one, the longest first."""
        index: Names = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            words = tuple(lexeme.word for lexeme in lex(name, self.vocabulary, frozenset()))
            index.setdefault(words[0], []).append((words, name))
        return index

    def _compile(self, pattern: str, macros: dict[str, str]) -> str:
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
                parts.append(self._named(name, self._atom(atom, macros)))
        return "".join(parts)

    def _atom(self, atom: str, macros: dict[str, str]) -> str:
        if atom[0] == "{" and len(atom) > 1:
            return f"(?:{self._compile(macros[atom[1:-1]], macros)})"
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
