"""Which sentences of a story are worth parsing: those that may state a figure, and those that say who its source is.

Most sentences of news state no figure. With those that may go the ones that the attribution of their figures can lead
to: the headline, the sentences before, quotations that run on, and the first sentences that name what they name.
"""

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from en_tallywire import gazetteer
from en_tallywire.lexicon import table
from tallywire.annotate.gate import states_figure
from tallywire.annotate.origins import Origin
from tallywire.annotate.sentences import sentences
from tallywire.records import Span

_QUOTE = re.compile(r"[\"“”]|``|(?<!\S)['‘][A-Z]|[.,?!]['’](?!\w)")
_MARK = re.compile('[“”"]')
_OPENS = re.compile(r"\s*(?:[\"“]|''|``|['‘](?=[A-Z]))")
_SIGNED = re.compile(r"[-–—]{1,2} ?[A-Z]")
_LINE = 2000  # characters of a paragraph in which its speaker is looked for
_AROUND = 3  # sentences before and behind one in a paragraph that quotes: texts may have but one paragraph
_SPEECH = 5  # sentences between a quotation and the speech that it goes on from
_TURN = re.compile(r"(?:^|[.?!\"”\n]\s*)[\"“]?([A-Z]{3,}(?: [A-Z]{2,}){0,2}): ")
_TURNS = 3  # speakers' labels that make a transcript, which is parsed whole
_REACH = 3  # sentences that one may lean back on
_FRONT = 20  # characters in which a sentence leans back, if it does: behind them, what is meant stands in it
_CLOSE = 25  # characters between a word of telling and the pronoun that stands for who tells
_NAMES = re.compile(r"(?<=[\w,] )[A-Z][a-z]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_CALENDAR = frozenset({*calendar.month_name, *calendar.day_name})
_LATER = 3  # sentences behind an unnamed source in which it may be named
_DEFINITE = re.compile(r"\b[Tt]he (?=([\w-]+)(?: ([\w-]+))?)")
_BETWEEN = "\n\n"  # stands between parts that are not neighbours


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen parts of a text, joined: `text`, where sentences must open in it, and where its parts come from."""

    text: str
    starts: tuple[int, ...]
    _ours: tuple[int, ...]
    _theirs: tuple[int, ...]

    def origins(self, offset: int = 0) -> Origin:
        """Where each character comes from, in a story in which the whole text starts at `offset`."""
        ours = self._ours
        shifts = [offset + theirs - own for own, theirs in zip(ours, self._theirs, strict=True)]
        if len(set(shifts)) == 1:
            [shift] = set(shifts)
            return shift.__add__
        return lambda at: at + shifts[bisect_right(ours, at) - 1]


def select(text: str, starts: Iterable[int]) -> Selection | None:
    """The parts of `text` worth parsing, None when no figure can be in it; its layout opens sentences at `starts`."""
    lines = sorted(starts)
    units = sentences(text, lines)
    stating = [number for number, (start, end) in enumerate(units) if states_figure(text[start:end])]
    if not stating:
        return None
    chosen = set(stating)
    chosen.update(_quoted(text, units, stating, lines))
    introducing = set(_introducing(text, units, sorted(chosen)))
    chosen.update(introducing)
    telling = [number for number in sorted(chosen) if _telling().search(text, *units[number])]
    chosen.update(_before(text, units, [*stating, *introducing]))
    if _is_transcript(text):
        chosen.update(range(len(units)))
    chosen.update(_naming(text, units, telling))
    chosen.update(_defining(text, units, telling))
    chosen.update(_naming_later(text, units, telling))
    return _joined(text, units, sorted(chosen), lines)


def _before(text: str, units: Sequence[Span], stating: Sequence[int]) -> Iterator[int]:
    """The sentences before that each leans on: back to one that names someone."""
    for number in stating:
        start, end = units[number]
        if not (
            _leaning().search(text[start : min(start + _FRONT, end)]) or _told_by_pronoun().search(text, start, end)
        ):
            continue
        for before in range(number - 1, max(number - 1 - _REACH, -1), -1):
            yield before
            if _NAMES.search(text, *units[before]):
                break


def _quoted(text: str, units: Sequence[Span], stating: Sequence[int], lines: Sequence[int]) -> Iterator[int]:
    """The sentences around each, of a paragraph that quotes."""
    edges = [0, *lines, len(text)]
    opened = list(_quotations(text, edges))
    for number in stating:
        line = bisect_right(edges, units[number][0], hi=len(edges) - 1)
        start, end = edges[line - 1], edges[line]
        first, last = bisect_left(units, (start, 0)), bisect_left(units, (end, 0))
        first, last = max(first, number - _AROUND), min(last, number + _AROUND + 1)
        quoting = [other for other in range(first, last) if _QUOTE.search(text, *units[other])]
        if quoting:  # who spoke may stand behind
            yield from range(min(quoting[0], number), min(max(quoting[-1], number) + 2, last))
        running = bisect_left(opened, (units[number][0], 0)) - 1
        if running >= 0 and opened[running][1] > units[number][0]:  # who spoke may stand before, or behind its end
            opens, closes = (bisect_right(units, (at, len(text))) - 1 for at in opened[running])
            yield from range(max(opens - 1, bisect_left(units, (start, 0))), min(closes + 1, len(units)))


def _quotations(text: str, edges: Sequence[int]) -> Iterator[Span]:
    """The quotations in double marks, from mark to mark or to the end of the paragraph, whose `edges` are given."""
    opening: int | None = None
    line = 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        while line + 1 < len(edges) - 1 and edges[line + 1] <= at:
            line += 1
            if opening is not None:
                yield opening, edges[line]
            opening = None
        if opening is not None:
            yield opening, at
        opening = at if mark[0] == "“" or (mark[0] == '"' and opening is None) else None
    if opening is not None:
        yield opening, edges[line + 1]


def _introducing(text: str, units: Sequence[Span], chosen: Sequence[int]) -> Iterator[int]:
    """What leads in to a quotation or list ("He said:"), the speech before one that nobody introduces, who signs."""
    for number in chosen:
        if number + 1 < len(units) and _SIGNED.match(text, units[number + 1][0]):
            yield number + 1
        if number and text[units[number - 1][0] : units[number - 1][1]].rstrip().endswith(":"):
            yield number - 1
        start, _ = units[number]
        line = text[start : start + _LINE].partition("\n")[0]
        if not _OPENS.match(text, start) or _telling().search(line):
            continue
        for before in range(number - 1, max(number - 1 - _SPEECH, -1), -1):
            yield before
            if _telling().search(text, *units[before]):
                break


def _is_transcript(text: str) -> bool:
    """Whether speakers take turns, one of them more than once; each turn's label may stand far before its figure."""
    turns = _TURN.findall(text) if text.count(": ") >= _TURNS else []
    return len(turns) >= _TURNS and len(set(turns)) < len(turns)


def _naming(text: str, units: Sequence[Span], telling: Sequence[int]) -> Iterator[int]:
    """The first sentence that holds each name of those that tell, places' and capitals that open sentences aside."""
    if not telling:
        return
    firsts: dict[str, int] = {}
    for number, unit in enumerate(units[: max(telling) + 1]):
        for name in _NAME.findall(text, *unit):
            firsts.setdefault(name, number)
    names = dict.fromkeys(name for number in telling for name in _NAME.findall(text, *units[number]))
    words = set(text.split())
    yield from (firsts[name] for name in names if name.lower() not in words and _may_be_actors(name))


@lru_cache(1 << 14)
def _may_be_actors(name: str) -> bool:
    """Whether the word may be a part of a name that the story explains: no country's, people's, month's or day's."""
    bare = _POSSESSIVE.sub("", name)
    is_country = bare.lower() in gazetteer.demonyms() or gazetteer.country_of(bare) is not None
    return name not in _CALENDAR and not is_country


def _defining(text: str, units: Sequence[Span], telling: Sequence[int]) -> Iterator[int]:
    """The last sentence before that has the noun of each "the ministry", "the report"."""
    lower = text.lower() if telling else ""
    for number in telling:
        for words in _DEFINITE.findall(text, *units[number]):
            noun = next((word for word in reversed(words) if word in _roles()), None)
            found = lower.rfind(noun, 0, units[number][0]) if noun else -1
            if found >= 0:
                yield bisect_right(units, (found, len(text))) - 1


def _naming_later(text: str, units: Sequence[Span], telling: Sequence[int]) -> Iterator[int]:
    """The sentences behind "a newspaper reported" or "a spokesman said", which may name their source."""
    for number in telling:
        if _unnamed().search(text, *units[number]):
            last = min(number + _LATER, len(units) - 1)
            yield from (after for after in range(number + 1, last + 1) if _telling().search(text, *units[after]))


def _joined(text: str, units: Sequence[Span], chosen: Sequence[int], lines: Sequence[int]) -> Selection:
    parts: list[str] = []
    ours: list[int] = []
    starts: list[int] = []
    opening, size, before = set(lines), 0, -1
    for number in chosen:
        start, end = units[number]
        if number != before + 1 and parts:
            parts.append(_BETWEEN)
            size += len(_BETWEEN)
        if number != before + 1 or start in opening:
            starts.append(size)
        ours.append(size)
        parts.append(text[start:end])
        size, before = size + end - start, number
    return Selection("".join(parts), tuple(starts), tuple(ours), tuple(units[number][0] for number in chosen))


@cache
def _leaning() -> re.Pattern[str]:
    openings = sorted(opening.replace(" ,", ",") for opening in table("cues")["reach"]["openings"])
    numbers = table("numbers")
    counts = [*numbers["ones"], *numbers["tens"], *numbers["vague"]]
    words = "|".join(table("sentences")["leaning"]["words"])
    first = "|".join(map(re.escape, [*openings, *counts]))
    return re.compile(rf"\b(?:{words})\b|\A(?:\d|(?:{first})\b)", re.IGNORECASE)


@cache
def _told_by_pronoun() -> re.Pattern[str]:
    """A word of telling with one that leans close before or behind it: "she said", "according to their survey"."""
    words = table("sentences")
    leans, tellers = (f"(?:{'|'.join(words['leaning'][group])})" for group in ("words", "tellers"))
    tells = f"(?:{'|'.join(words['telling']['words'])})"
    return re.compile(rf"\b(?:{tellers}\b.{{0,{_CLOSE}}}\b{tells}|(?:[Aa]ccording to|citing) {leans})\b", re.DOTALL)


@cache
def _roles() -> frozenset[str]:
    roles = table("roles")
    groups = ("person", "organisation", "government", "media", "document", "unnamed", "court")
    return frozenset(noun for group in groups for noun in roles[group].get("nouns", ()))


@cache
def _unnamed() -> re.Pattern[str]:
    roles = table("roles")
    nouns = sorted({*roles["media"]["nouns"], *roles["person"]["speaking"], *roles["document"]["written"]})
    return re.compile(rf"\b[Aa]n? (?:[\w-]+ ){{0,3}}(?:{'|'.join(map(re.escape, nouns))})\b")


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('sentences')['telling']['words'])})\b")
