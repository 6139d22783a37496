"""Reads the days that a line of a page's head or foot writes, each with what the line says of it.

"Posted: Jan 24, 2023 / 05:17 PM CST" has a day of publication, "Accessed 3 May 2011" one that tells nothing. The words
are data (`published.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from en_tallywire import lexicon
from tallywire.split.days.regions import Line, credited
from tallywire.split.lines.kinds import HEADER, TEXT
from tallywire.split.lines.mentions import day_of, fragments, mentions, names, numeric_dates
from tallywire.split.lines.places import is_place


@dataclass(frozen=True, slots=True)
class LineDay:
    """A day of a line, its span in the line, and its form: a label of `published.toml`, or how it stands there."""

    day: date
    start: int
    end: int
    form: str


#: Longer lines are text; a foot's sentence about its story may be longer.
_LONGEST, _SENTENCE = 180, 400
#: Words between a label and its day ("Posted by Dana Orlov on"), and of a line beside a day.
_APART, _BESIDE = 8, 14


def line_days(line: Line, order: str | None) -> Iterator[LineDay]:
    """The days of a line that may tell when the story came out; `order` is that of day and month in digits."""
    sentence = line.place == "foot" and credited().match(line.text) is not None
    if len(line.text) > (_SENTENCE if sentence else _LONGEST) or not _DIGIT.search(line.text):
        return
    yield from _addressed(line)
    text = _CLOCK.sub(lambda match: " " * len(match.group()), line.text)
    found = list(_written(text, order))
    at = 0
    for start, end, day in found:
        segment = text[at:start]
        at = end
        label = _label(segment) or (_label_above(line) if not segment.strip(_MARKS) and start == found[0][0] else None)
        form = label[0] if label else None if _keyed(segment) else _form(line, text, found)
        if form in (None, "beside") and not label and _is_stamped(line, start, end):
            form = "stamped"
        if form and not _in_range(text, start, end) and _near(line, segment, label, sentence):
            yield LineDay(day, start, end, form)


_DIGIT = re.compile(r"\d")
_MARKS = " \t\xa0([|•·:—–-*#>"
_KEY = re.compile(r"([^\W\d_][^:]*):\s*$")


def _keyed(segment: str) -> bool:
    """Whether a day has a key that is none of the labels: "Expires: ", no "MAPUTO: "."""
    key = _KEY.search(segment)
    return key is not None and not is_place(key[1].partition(",")[0])


_ZONE = (
    r"(?:\s*\(?(?:UTC|GMT|Z|ET|CT|MT|PT|[A-Z]{1,4}T|BST|CET|EET|WAT|CAT|EAT|IST)\b(?:\s*[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
)
_CLOCK = re.compile(
    rf"(?<![\d.,:$£€/-])(?:\d{{1,2}}[:.]\d\d(?::\d\d(?:\.\d{{1,6}})?)?(?![.:/-]?\d)\s*(?:[ap]\.?m\b\.?|h(?:rs|ours)?\b)?"
    rf"|\d{{1,2}}\s*[ap]\.?m\b\.?|\d{{3,4}}\s*(?:hrs|hours|h\b|(?=\s?(?:GMT|UTC|Z)\b)|[ap]m\b)){_ZONE}"
    rf"(?:\s*[+-]\d\d:?\d\d\b)?|(?<=\d)T\d\d:?\d\d(?::?\d\d)?(?:\.\d{{1,6}})?(?:Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)


def _written(text: str, order: str | None) -> Iterator[tuple[int, int, date]]:
    """The full dates of a line in words or digits, in order."""
    found = [(m.start, m.end, m.full) for m in mentions(text) if m.full]
    found += numeric_dates(text, order)
    for form in (_COMPACT, _GLUED):
        found += [(*m.span(1), day) for m in form.finditer(text) if (day := day_of(int(m[2]), int(m[3]), int(m[4])))]
    return iter(sorted((start, end, day) for start, end, day in found if day))


#: "PD 20040312": digits alone are a day only after a key.
_COMPACT = re.compile(r"(?:^|[^\W\d_])[:=]?\s+(((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01]))(?:\d{4,6})?\s*$")
#: "By Ada Moss2014-01-26 21:32": a name and a day in two boxes of the page.
_GLUED = re.compile(r"(?<=[a-z])(((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01]))(?!\d)")


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = lexicon.table("published")["labels"]
    form = r"(?<![\w-])(?:{})(?:\s+(?:on|at))?(?!\w)"
    return tuple((name, re.compile(form.format("|".join(words)), re.IGNORECASE)) for name, words in table.items())


def _label(segment: str) -> tuple[str, int, int] | None:
    """The label nearest to the end of what stands before a day; of those that end there, the longest."""
    found = [(m.end(), -m.start(), name) for name, pattern in _labels() for m in pattern.finditer(segment)]
    if not found:
        return None
    end, start, name = max(found)
    return name, -start, end


def _label_above(line: Line) -> tuple[str, int, int] | None:
    """The label that stands alone on the line above."""
    above = line.before.strip(_MARKS + ".")
    label = _label(above) if len(above) <= _ALONE else None
    return (label[0], 0, 0) if label and label[1] == 0 and label[2] == len(above) else None


_ALONE = 30


def _near(line: Line, segment: str, label: tuple[str, int, int] | None, sentence: bool) -> bool:
    """Whether a label belongs to its day: few words apart, at the line's opening or after no more than names."""
    if label is None or sentence:
        return True
    before, between = segment[: label[1]], segment[label[2] :]
    if line.place == "foot" and before.strip(_MARKS) and label[0] != "copyright":
        return False
    return len(between.split()) <= _APART and len(_small(before)) <= 1


_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def _small(text: str) -> list[str]:
    """The words in small letters that are not those of headers and folios."""
    passing = lexicon.table("published")["beside"]["passing"]
    return [word for word in _WORD.findall(text) if word[0].islower() and word.lower() not in passing]


def _form(line: Line, text: str, found: list[tuple[int, int, date]]) -> str | None:
    """How a day without a label stands in its line: alone, with a clock, or beside other words of a header."""
    rest, at = "", 0
    for start, end, _ in found:
        rest += text[at:start] + " "
        at = end
    rest = _DOMAIN.sub(" ", _weekday().sub(" ", rest + text[at:]))
    words = _WORD.findall(rest)
    passing = lexicon.table("published")["beside"]["passing"]
    if all(word.lower() in passing for word in words) and not re.search(r"\d{3}", rest):
        return "timed" if text != line.text else "bare"
    if _bracketed(line.text, found[-1]):
        return "beside"
    if line.titled or len(words) > _BESIDE or (line.kind not in HEADER and _small(rest)) or line.text[-1] in "?!":
        return None
    if line.place == "foot":
        signed = _SIGNED.match(line.text) or (line.first and is_place(words[0]))
        return "signed" if signed else "citation" if _CITED.search(text) else None
    return "beside"


def _is_stamped(line: Line, start: int, end: int) -> bool:
    """Whether a clock stands right beside a day in a line of the page: "Viewpoint May 13, 2011, 8:50 PM EDT"."""
    if line.place == "foot" or line.kind in TEXT or len(line.text.split()) > _BESIDE + _CLOCKED:
        return False
    return stands_beside(line.text, clocks(line.text), start, end)


def clocks(text: str) -> list[tuple[int, int]]:
    """The spans of the times of day in a line."""
    return [match.span() for match in _CLOCK.finditer(text)]


def stands_beside(text: str, times: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing but a mark, or "at", stands between a span and one of the times of day."""
    gaps = [(end, first) for first, _ in times if first >= end] + [(last, start) for _, last in times if last <= start]
    return any(text[a:b].strip(_JOINING) in ("", "at") for a, b in gaps)


#: What stands between a day and its clock, and the words of a day with its clock.
_JOINING, _CLOCKED = " \t\xa0,|·•@/-–—", 6


def _bracketed(text: str, last: tuple[int, int, date]) -> bool:
    """Whether a title ends in brackets with a name and its day: "Bakers win tax case (Harbour Post, 3 May 2021)"."""
    opening = max(text.rfind(mark, 0, last[0]) for mark in "([")
    credit = text[opening + 1 : last[0]]
    return opening > 0 and text[last[1] :].strip() in (")", "]") and "," in credit and not _small(credit)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(fragments()["weekday"])


_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)+\b|\S*@\S+")
_SIGNED = re.compile(r"\s*[—–(\[-]|[^/\d]{3,40} / \S")
_CITED = re.compile(r"(?:\bp(?:p|g|age)?\.?\s*|:\s*)[A-Z]?\d{1,3}\s*[.)]?\s*$")


def _in_range(text: str, start: int, end: int) -> bool:
    """Whether a day is the end or beginning of a stretch ("March 30 - April 3, 2022"): that of an event."""
    return _range_before().search(text[max(0, start - 24) : start]) is not None or (
        _range_after().match(text[end : end + 24]) is not None
    )


@cache
def _range_before() -> re.Pattern[str]:
    month = fragments()["month"]
    return re.compile(
        rf"(?:{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month}|\b\d{{1,2}})(?:st|nd|rd|th)?\s*(?:[-–—&]|to|and)\s*$"
    )


@cache
def _range_after() -> re.Pattern[str]:
    month = fragments()["month"]
    return re.compile(rf"\s*(?:[-–—]|to|until)\s*(?:{month}\s+\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{month})")


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/\S+")
_FILE = re.compile(
    r"\S*?(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])[-_]?([0-2]\d|3[01])(?!\d)\S*\.(?:txt|html?|pdf|xml|docx?|rtf|json|md)"
)
_PATH = re.compile(
    r"[/_-]((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2]|[a-z]{3})[/-]?(0?[1-9]|[12]\d|3[01])(?=[/._?#-]|$)", re.IGNORECASE
)


def _addressed(line: Line) -> Iterator[LineDay]:
    """The day in the path of an address, or in a file's name that stands alone on its line."""
    for match in _ADDRESS.finditer(line.text):
        if day := path_day(match.group()):
            yield LineDay(day, *match.span(), "address")
    file = _FILE.fullmatch(line.text.strip())
    if file and (day := day_of(int(file[1]), int(file[2]), int(file[3]))):
        yield LineDay(day, 0, len(line.text), "file")


def path_day(url: str) -> date | None:
    """The day in an address's path: "/2019/09/18/", "/2019/sep/18/", "-20190918"."""
    for match in _PATH.finditer(url):
        month = names()[0].get(match[2].lower()) if match[2].isalpha() else int(match[2])
        if month and (day := day_of(int(match[1]), month, int(match[3]))):
            return day
    return None
