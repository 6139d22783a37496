"""The lexicons of figures, indexed once for the readers that use them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from en_tallywire.lexicon import rows, table
from tallywire.annotate.figures.lexemes import Sheet, scan
from tallywire.records import Kind

Phrase = tuple[str, ...]


@dataclass(slots=True)
class Phrases:
    """Word sequences with a value each, found at a position forwards or behind it backwards, the longest first."""

    forward: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)
    backward: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)

    def add(self, phrase: str, value: str) -> None:
        """Index `phrase`; an entry that is there already keeps its value."""
        words = tuple(lexeme.lower for lexeme in scan(phrase))
        for index, key in ((self.forward, words[0]), (self.backward, words[-1])):
            entries = index.setdefault(key, [])
            if all(known != words for known, _ in entries):
                entries.append((words, value))
                entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, sheet: Sheet, position: int) -> tuple[str, int] | None:
        """Value of the longest phrase that starts at `position`, and the position after it."""
        for words, value in self.forward.get(sheet.lower(position), ()):
            after = position + len(words)
            if len(words) == 1 or tuple(map(sheet.lower, range(position, after))) == words:
                return value, after
        return None

    def before(self, sheet: Sheet, position: int) -> tuple[str, int] | None:
        """Value of the longest phrase that ends just before `position`, and the position where it starts."""
        for words, value in self.backward.get(sheet.lower(position - 1), ()):
            first = position - len(words)
            if first >= 0 and (len(words) == 1 or tuple(map(sheet.lower, range(first, position))) == words):
                return value, first
        return None


def phrases(groups: Mapping[str, Iterable[str]]) -> Phrases:
    """Phrases of several groups, each with its group's name as value."""
    index = Phrases()
    for name, members in groups.items():
        for member in members:
            index.add(member, name)
    return index


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What numbers.toml says, word by word."""

    ones: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    abbreviations: dict[str, float]
    letters: dict[str, float]
    vague: dict[str, float]
    quantifiers: Phrases
    denominators: dict[str, float]
    signs: dict[str, float]
    multiples: dict[str, float]
    multiple_verbs: dict[str, float]
    digit_denominators: frozenset[int]


@cache
def number_words() -> NumberWords:
    """The number words."""
    lexicon = table("numbers")
    return NumberWords(
        ones=_floats(lexicon["ones"]),
        tens=_floats(lexicon["tens"]),
        scales=_floats(lexicon["scales"]),
        abbreviations=_floats(lexicon["abbreviations"]),
        letters=_floats(lexicon["letters"]),
        vague=_floats(lexicon["vague"]),
        quantifiers=phrases({"vague": lexicon["quantifiers"]["phrases"]}),
        denominators=_floats(lexicon["denominators"]),
        signs=_floats(lexicon["fraction_signs"]),
        multiples=_floats(lexicon["multiples"]),
        multiple_verbs=_floats(lexicon["multiple_verbs"]),
        digit_denominators=frozenset(lexicon["digit_fractions"]["denominators"]),
    )


def _floats(values: Mapping[str, Any]) -> dict[str, float]:
    return {word: float(value) for word, value in values.items()}


@cache
def word_set(lexicon: str, section: str, key: str) -> frozenset[str]:
    """A list of words of a TOML lexicon as a set."""
    return frozenset(table(lexicon)[section][key])


@cache
def phrase_table(lexicon: str, section: str) -> Phrases:
    """A section of a TOML lexicon whose keys are lists of phrases."""
    return phrases(table(lexicon)[section])


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `factor` and `offset` turn a value into `si` (None: the unit has no SI counterpart here)."""

    name: str
    kind: Kind
    si: str | None = None
    factor: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class UnitForms:
    """Units by their written forms: words in any case, singular or plural, and symbols as they are written."""

    units: dict[str, Unit]
    words: Phrases
    symbols: dict[str, str]
    singular: frozenset[str]


@cache
def unit_forms() -> UnitForms:
    """The units of units.csv."""
    units: dict[str, Unit] = {}
    words = Phrases()
    symbols: dict[str, str] = {}
    singular: set[str] = set()
    for row in rows("units"):
        name = row["name"]
        factor = float(row["factor"] or 1)
        units[name] = Unit(name, cast(Kind, row["kind"]), row["si"] or None, factor, float(row["offset"] or 0))
        for form in row["words"].split("|"):
            for plural in plurals(form) if form else ():
                words.add(plural, name)
            singular.add(form)
        for symbol in row["symbols"].split("|"):
            if symbol:
                symbols.setdefault(symbol, name)
    return UnitForms(units, words, symbols, frozenset(singular))


def plurals(form: str) -> list[str]:
    """A unit's written forms: as given, and with its head word in the plural ("mile per hour", "miles per hour")."""
    head, rest = form, ""
    for joint in (" per ", " an ", " a ", " to the ", " of "):
        cut = form.find(joint)
        if cut > 0:
            head, rest = form[:cut], form[cut:]
            break
    for name in ("degree", "metre", "meter"):
        if form.startswith(f"{name} "):
            head, rest = name, form[len(name) :]
    if head.endswith(("s", "z", "feet", "ennia")):
        return [form]
    return [form, f"{head}s{rest}", *([f"{head}es{rest}"] if head.endswith("ch") else [])]


@dataclass(frozen=True, slots=True)
class CurrencyForms:
    """Currencies by their written forms; a value is an ISO 4217 code or, in lower case, a group of shared names."""

    prefixes: dict[str, str]
    suffixes: dict[str, str]
    names: Phrases
    subunits: Phrases


@cache
def currency_forms() -> CurrencyForms:
    """The currencies of currencies.csv with the shared names of currency_names.toml."""
    shared = table("currency_names")
    forms = CurrencyForms({}, {}, Phrases(), Phrases())
    for row in rows("currencies"):
        code = row["code"]
        for target, column in ((forms.prefixes, "prefixes"), (forms.suffixes, "suffixes")):
            for form in row[column].split("|"):
                if form:
                    target.setdefault(form, code)
        for index, column in ((forms.names, "nouns"), (forms.subunits, "subunits")):
            for noun in _spellings(row[column]):
                for form in (noun, *(() if noun.endswith(("s", "en", "ce")) else (f"{noun}s",))):
                    index.add(form, code)
    for index, section in ((forms.names, "names"), (forms.subunits, "subunits")):
        for noun, group in shared[section].items():
            index.add(noun, group)
            index.add(f"{noun}s", group)
    forms.prefixes.update(shared["signs"])
    return forms


def _spellings(nouns: str) -> Iterator[str]:
    """The nouns of a column, also with the short forms of wires ("canadian dollar", "canadian dlrs")."""
    for noun in filter(None, nouns.split("|")):
        yield noun
        *country, name = noun.split()
        for short in table("currency_names")["short"].get(name, ()):
            yield " ".join([*country, short])


@cache
def currency_starts() -> frozenset[str]:
    """The first words and signs, in lower case, of the currency signs and codes before a number."""
    return frozenset(scan(prefix)[0].lower for prefix in currency_forms().prefixes)


@cache
def starters() -> frozenset[str]:
    """Every word, in lower case, and sign that a figure may start with."""
    words = number_words()
    groups = (words.ones, words.tens, words.scales, words.vague, words.multiples, words.multiple_verbs)
    return frozenset(
        [
            *(word for group in groups for word in group),
            *words.quantifiers.forward,
            *currency_starts(),
            *("a", "an", "half", "quarter", "between", "minus", "magnitude"),
            *words.signs,
            *"-−–+",
        ]
    )


@cache
def article_follows() -> frozenset[str]:
    """The words that make a number of the article before them: "a million", "a third", "a few hundred"."""
    words = number_words()
    phrases_of = (entry[0] for article in ("a", "an") for entry in words.quantifiers.forward.get(article, ()))
    starts = (found[1] for found in phrases_of if len(found) > 1)
    return frozenset([*words.scales, *words.denominators, *words.vague, "half", "quarter", *starts])
