"""What a figure is about, as sets of words: what is counted, what happens to it, how it is defined, and the rest.

Two rows can only speak of the same thing when kind, unit, rate and direction agree, the counted words are the same, and
what happens falls into the same classes of the lexicon (things.toml). Definitions and the rest are compared by pairs.
"""

import re
from dataclasses import dataclass
from functools import cache

from en_tallywire import lexicon
from tallywire.check.nouns import stem
from tallywire.check.rows import Row

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: What parts one figure of a clause from the next.
_PARTING = re.compile(r"[,;]| and | while | but ")
_DIGIT = re.compile(r"\d")
#: Words and acts of a clause by which money without a noun is told from other money.
_ENOUGH = 2
#: Endings of words that open a sentence with a capital and are no names.
_NO_NAME = ("ing", "ed", "ly")
#: What stands for people as such when nothing else says who they are.
_PEOPLE = stem("people")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a row is about.

    `extras` are stems of its clause's other words; `names` are those of its sentence, `setting` the names without
    those of who says it; `apart` are words that part two figures of one thing where only one row has them; `volatile`
    is what changes from day to day.
    """

    block: tuple[str, ...]
    definitions: frozenset[str]
    acts: frozenset[str]
    extras: frozenset[str]
    names: frozenset[str]
    setting: frozenset[str]
    apart: frozenset[str]
    volatile: bool


def thing(row: Row) -> Thing | None:
    """What the row is about; None when its words do not say enough to compare it with any other."""
    counted = row.counted or ""
    clause = _clause(row)
    acts = _classes(clause, "acts") | _classes(counted, "acts")
    definitions = _classes(f"{counted} {clause}", "definitions")
    core = _stems(counted) - _drop(definitions)
    core -= _plain_people()
    if not core and row.kind == "count" and (counted or acts):
        core = frozenset({_PEOPLE})
    if not core and row.kind == "money":
        core = _unnamed(clause, acts)
    rest = core | _drop(definitions) | _plain_people()
    extras = _stems(clause) - rest
    if not core or not (acts or definitions or len(core) > 1 or _telling(core, extras)):
        return None
    block = (
        row.measured,
        str(row.of or ""),
        row.per or "",
        row.change or "",
        " ".join(sorted(core)),
        " ".join(sorted(acts)),
    )
    return Thing(
        block,
        definitions,
        acts,
        extras,
        *_names(row),
        _found(clause, "apart"),
        _changes_daily(row, clause) or bool(acts and "new" in definitions),
    )


def _unnamed(clause: str, acts: frozenset[str]) -> frozenset[str]:
    """Money of which no noun says what it is for is told by its whole clause, where that says enough."""
    words = _stems(clause)
    return words if len(words) + len(acts) >= _ENOUGH else frozenset()


def _names(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    """The names of the row's sentence, and those of them that are not of who says it or of its time."""
    sayers = " ".join(
        part
        for part in (row.actor, row.actor_id, row.actor_text, row.actor_affiliation, row.via, row.date_text)
        if part
    )
    said = {word.lower() for word in _WORD.findall(sayers)}
    words = _WORD.findall(row.sentence)
    if words and words[0].endswith(_NO_NAME):
        del words[0]
    names = [word for word in words if word[0].isupper() and not (_is_empty(word) or _is_act(word))]
    return frozenset(map(stem, names)), frozenset(stem(word) for word in names if word.lower() not in said)


def _changes_daily(row: Row, clause: str) -> bool:
    """Whether the figure is of what changes from day to day, such as a price."""
    return bool(_found(f"{row.counted or ''} {clause} {row.per or ''}", "volatile"))


def _telling(core: frozenset[str], extras: frozenset[str]) -> bool:
    """Whether one counted word, with what else is said, names a thing that a second text may speak of."""
    return bool(extras) and not core <= _loose()


def _clause(row: Row) -> str:
    """The claim's clause without its figure, its time expression, who says it, and what goes with other figures."""
    start = row.quantity_start - row.claim_start
    text = row.claim
    if 0 <= start < len(text):
        end = start + row.quantity_end - row.quantity_start
        text = f"{_own_before(_modifiers().sub('', text[:start]))} {_own_after(text[end:])}"
    for words in (row.date_text, row.actor):
        if words:
            text = text.replace(words, " ")
    return text


def _own_before(text: str) -> str:
    """What of the words before a figure does not go with an earlier figure."""
    digits = [match.end() for match in _DIGIT.finditer(text)]
    if not digits:
        return text
    parting = _PARTING.search(text, digits[-1])
    return text[parting.end() :] if parting else text[digits[-1] :]


def _own_after(text: str) -> str:
    """What of the words behind a figure does not go with a later figure."""
    digit = _DIGIT.search(text)
    partings = [match.start() for match in _PARTING.finditer(text, 0, digit.start())] if digit else []
    return text[: partings[-1]] if partings else text


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text) if not _is_empty(word) and not _is_act(word))


@cache
def _is_act(word: str) -> bool:
    """Whether the word shows a class of acts; the class then says it."""
    return word.lower() in _index("acts")[0]


@cache
def _is_empty(word: str) -> bool:
    bare = word.lower().replace("’", "'").removesuffix("'s")
    return len(bare) < 2 or bare in _words_of("empty", "words")


@cache
def _words_of(section: str, key: str) -> frozenset[str]:
    return frozenset(lexicon.table("things")[section][key])


@cache
def _loose() -> frozenset[str]:
    return frozenset(stem(word) for word in _words_of("loose", "heads"))


def _classes(text: str, section: str) -> frozenset[str]:
    """The classes of the section that the text has words of."""
    words, phrases = _index(section)
    lower = text.lower().replace("’", "'")
    found = {name for word in _WORD.findall(lower) for name in words.get(word, ())}
    found |= {name for phrase, name in phrases if phrase in lower}
    return frozenset(found)


def _found(text: str, section: str) -> frozenset[str]:
    """The words of a section with a plain list that the text has."""
    lower = f" {' '.join(_WORD.findall(text.lower()))} "
    return frozenset(word for word in _words_of(section, "words") if f" {word} " in lower)


@cache
def _index(section: str) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Single words with their classes, and phrases of several words with theirs."""
    words: dict[str, list[str]] = {}
    phrases = []
    for name, listed in lexicon.table("things")[section].items():
        for entry in listed:
            if " " in entry:
                phrases.append((entry, name))
            else:
                words.setdefault(entry, []).append(name)
    return {word: tuple(names) for word, names in words.items()}, tuple(phrases)


@cache
def _plain_people() -> frozenset[str]:
    return frozenset(stem(word) for entry in _words_of("people", "plain") for word in entry.split())


@cache
def _modifiers() -> re.Pattern[str]:
    """The words of a modifier that end right before the figure."""
    words = sorted(_words_of("modifiers", "before"), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:(?:{'|'.join(words)}) ){{1,3}}$", re.IGNORECASE)


@cache
def _drop(definitions: frozenset[str]) -> frozenset[str]:
    table = lexicon.table("things")["definitions"]
    return frozenset(stem(word) for name in definitions for entry in table[name] for word in entry.split())
