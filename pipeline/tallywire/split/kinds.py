"""Says what each paragraph is: body text, a heading, a part of a header, a picture's caption or the page's furniture.

The patterns are data (`layout.toml`); this module compiles them and settles by context what a pattern cannot.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from en_tallywire import lexicon
from tallywire.split import publishers
from tallywire.split.mentions import fragments
from tallywire.split.paragraphs import Paragraph

Kind = Literal[
    "body", "list", "heading", "date", "byline", "publisher", "label", "time",
    "caption", "counter", "furniture", "credit", "end_mark", "rule",
]  # fmt: skip

#: What belongs to a story's header beside its title.
HEADER: frozenset[Kind] = frozenset({"date", "byline", "publisher"})
#: What is read as the story's running text.
TEXT: frozenset[Kind] = frozenset({"body", "list"})

_AGENCIES = "AP|AFP|Reuters|dpa|Xinhua|PTI|ANI|IANS|UPI|PA|Bloomberg|TASS|Kyodo|APP|EFE|ANSA|AAP"
_PATTERN_LIMIT = 1000  # characters: a longer paragraph is body text
_HEADING_LIMIT = 170
_BYLINE_LIMIT = 160
_NAME = r"(?-i:[^\W\d_a-z][^\W\d_]*\.?(?:[-'’][^\W\d_]+)*)"
_NAMES = rf"{_NAME}(?:\s+(?:(?:bin|al|van|von|de|der|di|da|la|le|el)\s+)?{_NAME}){{1,3}}"
_AUTHORS = rf"{_NAMES}(?:\s*(?:,|&|\+|;|\band\b|,\s*and\b)\s*{_NAMES}){{0,4}}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with its kind."""

    paragraph: Paragraph
    kind: Kind

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text


def mark(paragraphs: Sequence[Paragraph]) -> list[Marked]:
    """Each paragraph with its kind, in order."""
    kinds = _without_repeats(paragraphs, [_own_kind(p) for p in paragraphs])
    return [Marked(p, _in_context(paragraphs, kinds, i)) for i, p in enumerate(paragraphs)]


def _without_repeats(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind]) -> list[Kind]:
    """A heading that occurs again is furniture; but of a title that a list of contents names, the last is the title."""
    lines = [" ".join(p.text.split()) for p in paragraphs]
    last = {line: i for i, line in enumerate(lines) if kinds[i] == "heading"}
    count = Counter(line for line, kind in zip(lines, kinds, strict=True) if kind == "heading")
    settled = list(kinds)
    for i, line in enumerate(lines):
        if kinds[i] == "heading" and count[line] > 1:
            above_text = i + 1 < len(kinds) and kinds[i + 1] in TEXT
            settled[i] = "heading" if i == last[line] and count[line] == 2 and above_text else "furniture"
    return settled


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of `layout.toml` with the calendar's words and the header's parts set in."""
    dates = lexicon.table("layout")["date"]
    parts = {name: dates[name] for name in ("stamp", "stamped", "clock", "time", "rest", "date")} | fragments()
    for name, part in {**parts, "agency": _AGENCIES}.items():
        pattern = pattern.replace("{" + name + "}", part)
    return re.compile(rf"(?:{pattern})", re.IGNORECASE | re.DOTALL)


@cache
def _kind_patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    table = []
    for row in lexicon.table("layout")["kind"]:
        if row["name"] not in get_args(Kind):
            raise ValueError(f"layout.toml: unknown kind {row['name']!r}")
        table.append((row["name"], compiled("|".join(row["patterns"]))))
    return tuple(table)


@cache
def byline() -> re.Pattern[str]:
    """A byline of its own line: group `names` holds the authors, `place` where they wrote."""
    staff = lexicon.table("layout")["byline"]["staff"]
    place = r"(?:\s*(?:[-–—,|]\s*)?\bin\s+(?P<place>(?-i:[^\W\d_a-z])[^|\d]{1,60}))?"
    rest = r"(?:\s*(?:[|,/•·–—-]|\bfor\b)\s*(?:.{0,80}))?(?:\s+{date}{clock})?"
    return compiled(
        rf"(?:by|written\s+by|words\s+by|story\s+by|author|reporter)\b:?\s+(?P<names>{_AUTHORS}|{_NAME}|{staff}){place}{rest}"
    )


@cache
def _name_line() -> re.Pattern[str]:
    return re.compile(rf"(?P<names>{_AUTHORS})(?:\s*(?:[-–—,|]\s*)?\bin\s+(?P<place>[^\d|]{{2,60}}))?", re.IGNORECASE)


def name_line(text: str) -> re.Match[str] | None:
    """A line of nothing but names, with or without where they wrote ("A. Writer & B. Author - in Paris")."""
    return _name_line().fullmatch(text) if len(text) <= 140 else None


def is_heading(text: str) -> bool:
    """Whether a line could be a headline or subheading: short, and no sentence's end."""
    if not (1 < len(text) <= _HEADING_LIMIT) or not any(c.isalpha() for c in text):
        return False
    if text.endswith((".", ",", ";", ":")) and not text.endswith(("...", "U.S.", "U.K.", "U.N.")):
        return False
    if _SENTENCE.search(text):
        return False
    return not text[0].islower() and len(text.split()) <= 26


#: A quoted sentence, a full stop inside closing quotation marks, or one that a further sentence follows.
_SENTENCE = re.compile(r"""^["“].*[.,;!?]["”]$|[.,;]["”’']+$|[^\W\d_]{3}[.]["”’']? ["“‘']?[^\W\d_a-z]""")
_BULLET = re.compile(r"[-–—•·*▪●◦‣►→»>]\s*\S")


def _own_kind(paragraph: Paragraph) -> Kind:
    text = paragraph.text
    if len(text) > _PATTERN_LIMIT:
        return "body"
    if len(text) <= _BYLINE_LIMIT and byline().fullmatch(text):
        return "byline"
    for kind, pattern in _kind_patterns():
        if pattern.fullmatch(text):
            return kind
    if len(text) <= 60 and publishers.by_name(text):
        return "publisher"
    if _BULLET.match(text):
        return "list"
    if is_heading(text):
        return "heading"
    return "body"


def _in_context(paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], i: int) -> Kind:
    """The kind of paragraph `i` among its neighbours: names over a date are a byline, a bare "Science" a section."""
    kind = kinds[i]
    before = kinds[i - 1] if i else None
    after = kinds[i + 1] if i + 1 < len(kinds) else None
    text = paragraphs[i].text
    above_date = before in ("heading", "label") and after in ("date", "publisher")
    if kind in ("heading", "furniture") and above_date and name_line(text):
        return "byline"
    if kind == "body" and len(text) <= _HEADING_LIMIT and after in ("byline", "date") and paragraphs[i + 1].gap == 0:
        return "heading"
    if kind == "publisher" and text in lexicon.table("layout")["publisher"]["ambiguous"] and after not in HEADER:
        return "label"
    if kind == "time" and before in HEADER:
        return "furniture"
    return kind
